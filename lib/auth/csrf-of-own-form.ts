import { createHash, randomBytes } from 'node:crypto';
import { cookies } from 'next/headers';
import { env } from '@/lib/config/env';
import { secrets } from '@/lib/config/secrets';

/**
 * next-auth v4 asks each post for the token of its own CSRF cookie, which a page would have to fetch first: a button pressed
 * before the page's scripts are there would lead nowhere. For a post that a browser has named as coming from a page of ours
 * (lib/http/same-origin.ts) that proves nothing more, so it gets token and cookie here. Returns the token for the form.
 * Cookie: next-auth 4, core/lib/csrf-token.js.
 */
export async function csrfOfOwnForm(): Promise<string> {
  const [secret = ''] = await secrets.readSecret('NEXTAUTH_SECRET');
  const token = randomBytes(32).toString('hex');
  const hash = createHash('sha256').update(`${token}${secret}`).digest('hex');
  const secure = env().APP_URL.startsWith('https:');
  const name = `${secure ? '__Host-' : ''}next-auth.csrf-token`;
  (await cookies()).set(name, `${token}|${hash}`, { httpOnly: true, sameSite: 'lax', path: '/', secure });
  return token;
}
