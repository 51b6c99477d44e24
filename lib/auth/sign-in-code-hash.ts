import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { secrets } from '@/lib/config/secrets';

interface MailedCode {
  readonly id: string;
  readonly code: string;
}

/** How a mailed code is kept: a million codes are tried in a moment, so the key is a secret outside the database. */
export async function hashSignInCode(mailed: MailedCode): Promise<string> {
  const [secret] = await secrets.readSecret('NEXTAUTH_SECRET');
  return keyedHash(secret, mailed).toString('hex');
}

/** Whether this is the code behind `hash`, also when the secret was rotated since. Compares in constant time. */
export async function isSignInCode(typed: MailedCode, hash: string): Promise<boolean> {
  const wanted = Buffer.from(hash, 'hex');
  const accepted = await secrets.readSecret('NEXTAUTH_SECRET');
  const matches = accepted.map((secret) => {
    const given = keyedHash(secret, typed);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
  return matches.includes(true);
}

/** What is kept of the random name of a browser. */
export function hashBrowser(browser: string): string {
  return createHash('sha256').update(browser).digest('base64url');
}

function keyedHash(secret: string, { id, code }: MailedCode): Buffer {
  return createHmac('sha256', secret).update(`sign-in-code\0${id}\0${code}`).digest();
}
