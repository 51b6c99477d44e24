/** `tenc` of ISO/IEC 23001-7: box header 8, version and flags 4, two bytes, flags of protection 1, IV size 1, then the KID. */
const KID_OFFSET_IN_TENC = 16;

/**
 * The key id that a FairPlay request is for, as 32 hexadecimal digits: its SPC is sealed, so the server is told which of
 * the day's keys is meant. From `skd://…` (any text around the digits) or from the `sinf` of fragmented MP4. Undefined
 * for other key systems and where there is none: the server then chooses.
 */
export function fairPlayKeyId(keySystem: string, initData: Uint8Array | null): string | undefined {
  if (!keySystem.startsWith('com.apple.fps') || initData === null) return undefined;
  const text = new TextDecoder().decode(initData).replaceAll('\0', '');
  const skd = /skd:\/\/([^]*)/.exec(text)?.[1];
  if (skd !== undefined) return /[0-9a-f]{32}/.exec(skd.toLowerCase().replaceAll('-', ''))?.[0];
  return kidOfSinf(initData);
}

/** `sinf` init data is JSON `{"sinf":["<base64 box>"]}` (Safari); the box holds `tenc` with the default KID. */
function kidOfSinf(initData: Uint8Array): string | undefined {
  const base64 = /"sinf"\s*:\s*\[\s*"([A-Za-z0-9+/=]+)"/.exec(new TextDecoder().decode(initData))?.[1];
  if (base64 === undefined) return undefined;
  const box = atob(base64);
  const at = box.indexOf('tenc');
  const kid = at < 4 ? '' : box.slice(at - 4 + KID_OFFSET_IN_TENC, at - 4 + KID_OFFSET_IN_TENC + 16);
  if (kid.length !== 16) return undefined;
  return Array.from(kid, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}
