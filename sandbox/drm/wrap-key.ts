import { createHash } from 'node:crypto';

/**
 * Hides a content key in a license, or takes it out again: XOR with the first 16 bytes of SHA-256("sandbox-cdm" and the
 * KID). Stands in for the encryption to one device; the pretended CDM of the browser tests undoes it.
 */
export function wrapKey({ kid, key }: { kid: Uint8Array; key: Uint8Array }): Uint8Array {
  const mask = createHash('sha256').update('sandbox-cdm').update(kid).digest();
  return key.map((byte, index) => byte ^ (mask[index] ?? 0));
}
