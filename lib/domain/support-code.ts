/** Digits and letters without 0, 1, I, L, O: 31 of them, a prime, so that the check character finds swaps. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const RANDOM_CHARACTERS = 5;

/**
 * The six characters that screen, log and staff search share: five of randomness and a check character
 * (weighted sum modulo 31), which finds every single wrong character and every swap of neighbours.
 */
export function makeSupportCode(randomBytes: Uint8Array): string {
  if (randomBytes.length < RANDOM_CHARACTERS) throw new Error(`needs ${RANDOM_CHARACTERS} random bytes`);
  const body = Array.from(randomBytes.subarray(0, RANDOM_CHARACTERS), (byte) =>
    ALPHABET.charAt(byte % ALPHABET.length),
  ).join('');
  return body + checkCharacter(body);
}

/** The code in its one spelling, or undefined when it cannot be one (wrong length, letter or check character). */
export function parseSupportCode(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  if (code.length !== RANDOM_CHARACTERS + 1) return undefined;
  if (![...code].every((character) => ALPHABET.includes(character))) return undefined;
  return checkCharacter(code.slice(0, RANDOM_CHARACTERS)) === code.at(-1) ? code : undefined;
}

function checkCharacter(body: string): string {
  const sum = [...body].reduce(
    (total, character, index) => total + (index + 2) * ALPHABET.indexOf(character),
    0,
  );
  return ALPHABET.charAt(sum % ALPHABET.length);
}
