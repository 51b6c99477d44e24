/** How long a code is shown before the screen asks for another one, from RFC 8628 §3.2. */
export const SCREEN_CODE_SECONDS = 10 * 60;
/** How long the screen has, once it is confirmed, to notice. */
export const COLLECT_SECONDS = 2 * 60;
/** How often a waiting screen asks. */
export const SCREEN_POLL_SECONDS = 3;

/** Why a screen is not confirmed. The texts are in messages under `screen.refusal`. */
export const screenRefusals = [
  'code_malformed',
  'code_unknown',
  'code_expired',
  'code_used',
  'too_many_tries',
  'no_open_day',
] as const;

export type ScreenRefusal = (typeof screenRefusals)[number];

interface ScreenLinkTimes {
  readonly expiresAt: Date;
  readonly confirmedAt: Date | null;
}

/** Why this code confirms nothing any more; undefined: it does. */
export function decideScreenCode(
  { expiresAt, confirmedAt }: ScreenLinkTimes,
  now: Date,
): 'code_used' | 'code_expired' | undefined {
  if (confirmedAt !== null) return 'code_used';
  return now >= expiresAt ? 'code_expired' : undefined;
}

/**
 * The eight characters that someone typed or scanned, in capitals: with or without hyphen, also full-width or with spaces;
 * undefined for anything else.
 */
export function parseScreenCode(typed: string): string | undefined {
  const code = typed
    .slice(0, 40)
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\u30fc\u2212]/gu, '')
    .toUpperCase();
  return /^[2-9A-HJKMNP-Z]{8}$/.test(code) ? code : undefined;
}

/** As it is shown and read aloud: `ABCD-2345`. */
export function writtenScreenCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
