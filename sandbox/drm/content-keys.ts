import { createHmac } from 'node:crypto';

export type TrackLabel = 'AUDIO' | 'VIDEO';

export interface ContentKey {
  kid: Uint8Array;
  key: Uint8Array;
  /** The constant IV of cbcs, 16 bytes. */
  iv: Uint8Array;
}

/** A KID as both twins write it in JSON: a lower-case UUID of any version. */
export const kidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The key of one track kind of a channel. The same secret always gives the same key; nothing is stored. */
export function contentKeyFor(secret: string, channel: string, label: TrackLabel): ContentKey {
  const name = hmac(secret, `name|${channel}|${label}`).subarray(0, 8);
  return keyOf(secret, Uint8Array.of(...name, ...checkOf(secret, name)));
}

/** The key behind a KID that was made with this secret; undefined for any other KID. */
export function findContentKey(secret: string, kid: Uint8Array): ContentKey | undefined {
  if (kid.length !== 16) return undefined;
  const isOurs = Buffer.compare(checkOf(secret, kid.subarray(0, 8)), kid.subarray(8)) === 0;
  return isOurs ? keyOf(secret, kid) : undefined;
}

/** 16 bytes as a lower-case UUID, big-endian as in `cenc:default_KID`. */
export function kidToUuid(kid: Uint8Array): string {
  return toHex(kid).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function keyOf(secret: string, kid: Uint8Array): ContentKey {
  const hex = toHex(kid);
  return {
    kid,
    key: hmac(secret, `key|${hex}`).subarray(0, 16),
    iv: hmac(secret, `iv|${hex}`).subarray(0, 16),
  };
}

function checkOf(secret: string, name: Uint8Array): Uint8Array {
  return hmac(secret, `check|${toHex(name)}`).subarray(0, 8);
}

function hmac(secret: string, text: string): Uint8Array {
  return new Uint8Array(createHmac('sha256', secret).update(text).digest());
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
