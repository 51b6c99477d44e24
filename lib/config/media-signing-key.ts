import { createPrivateKey } from 'node:crypto';
import { env } from '@/lib/config/env';
import { secrets } from '@/lib/config/secrets';

/** The signing half of a key pair in the CDN's key group. */
export interface MediaSigningKey {
  readonly id: string;
  /** PEM. */
  readonly privateKey: string;
}

/**
 * Undefined where the CDN wants no cookies (`MEDIA_SIGNING_KEY_ID` is empty). The secret is a PEM, or `id:PEM`: the next
 * key then takes over by the secret alone, with the id that belongs to it. Throws without quoting when it is neither.
 */
export async function mediaSigningKey(): Promise<MediaSigningKey | undefined> {
  const { MEDIA_SIGNING_KEY_ID } = env();
  if (MEDIA_SIGNING_KEY_ID === undefined) return undefined;
  const [current] = await secrets.readSecret('MEDIA_SIGNING_PRIVATE_KEY');
  const [, ownId, pem = ''] = /^(?:(\w+):)?(-----BEGIN [^]+)$/.exec(current) ?? [];
  return { id: ownId ?? MEDIA_SIGNING_KEY_ID, privateKey: pem.replaceAll('\\n', '\n') };
}

/** Throws naming the secret, never its value, when the key that is configured cannot sign. */
export async function checkMediaSigningKey(): Promise<void> {
  const key = await mediaSigningKey();
  if (key !== undefined && !isRsaKey(key.privateKey))
    throw new Error('MEDIA_SIGNING_PRIVATE_KEY is no RSA private key in PEM');
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    // Its error would be of no use to the one who reads the log, and may quote.
    return false;
  }
}
