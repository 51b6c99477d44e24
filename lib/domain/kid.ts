/** A key id of Common Encryption (ISO/IEC 23001-7): 16 bytes, here always a lower-case UUID text. */
export type Kid = string & { readonly __brand: 'Kid' };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Takes a UUID or 32 hexadecimal digits in any case; undefined for anything else. */
export function parseKid(text: string): Kid | undefined {
  const hex = text.toLowerCase().replaceAll('-', '');
  if (!/^[0-9a-f]{32}$/.test(hex)) return undefined;
  if (text.includes('-') && !UUID.test(text.toLowerCase())) return undefined;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as Kid;
}

/** Takes the 16 bytes in network order; undefined for any other length. */
export function kidFromBytes(bytes: Uint8Array): Kid | undefined {
  if (bytes.length !== 16) return undefined;
  let text = '';
  for (const [index, byte] of bytes.entries()) text += (DASH_BEFORE.has(index) ? '-' : '') + hexOf[byte];
  return text as Kid;
}

const DASH_BEFORE = new Set([4, 6, 8, 10]);
const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
