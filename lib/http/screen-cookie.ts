import { env } from '@/lib/config/env';
import type { HeaderReader } from '@/lib/http/header-reader';

/** The pass that this screen was given (lib/playback/screen-pass.ts), unread; undefined where there is none. */
export function screenCookieOf(headers: HeaderReader): string | undefined {
  const wanted = `${cookieName()}=`;
  const pairs = (headers.get('cookie') ?? '').split(/;\s*/);
  const value = pairs.find((pair) => pair.startsWith(wanted))?.slice(wanted.length);
  return value !== undefined && /^[\w.-]{1,2000}$/.test(value) ? value : undefined;
}

/** The `Set-Cookie` header that gives this screen its pass; scripts cannot read it, and no other site makes use of it. */
export function screenCookie(pass: string, maxAgeSeconds: number): string {
  const secure = isSecure() ? '; Secure' : '';
  return `${cookieName()}=${pass}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Strict${secure}`;
}

/** The prefix makes browsers refuse one that another host set (RFC 6265bis §4.1.3.2). */
function cookieName(): string {
  return isSecure() ? '__Host-stagedoor-screen' : 'stagedoor-screen';
}

function isSecure(): boolean {
  return env().APP_URL.startsWith('https:');
}
