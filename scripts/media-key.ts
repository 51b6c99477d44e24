import { createPublicKey, generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

/** What portal and CDN twin must agree on: the portal signs, the twin knows the public half. */
export interface MediaKey {
  MEDIA_SIGNING_KEY_ID: string;
  /** PEM, PKCS #8. */
  MEDIA_SIGNING_PRIVATE_KEY: string;
  /** JSON, `{key pair id: PEM}`, as a CloudFront key group lists them. */
  MEDIA_PUBLIC_KEYS: string;
}

/** The key pair the environment names, or one that nobody has used before. Throws when the given key cannot be read. */
export async function mediaKey(given: Record<string, string | undefined> = {}): Promise<MediaKey> {
  const { MEDIA_SIGNING_KEY_ID, MEDIA_SIGNING_PRIVATE_KEY } = given;
  const pem = MEDIA_SIGNING_PRIVATE_KEY?.replaceAll('\\n', '\n');
  if (MEDIA_SIGNING_KEY_ID && pem) return describe(MEDIA_SIGNING_KEY_ID, pem);
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const id = `K${randomBytes(7).toString('hex').slice(0, 13).toUpperCase()}`;
  return describe(id, String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
}

function describe(id: string, pem: string): MediaKey {
  const publicKey = createPublicKey(pem).export({ type: 'spki', format: 'pem' });
  return {
    MEDIA_SIGNING_KEY_ID: id,
    MEDIA_SIGNING_PRIVATE_KEY: pem,
    MEDIA_PUBLIC_KEYS: JSON.stringify({ [id]: publicKey }),
  };
}
