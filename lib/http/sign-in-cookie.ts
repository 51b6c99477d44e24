import { randomBytes } from 'node:crypto';
import { env } from '@/lib/config/env';

const COOKIE_SECONDS = 15 * 60;

/** A random name for a browser that asks for a sign-in code: 256 bits, so that nobody else can claim its code. */
export function newSignInBrowser(): string {
  return randomBytes(32).toString('base64url');
}

/** The name that this browser was given, from its `Cookie` header; undefined where there is none of ours. */
export function signInBrowserOf(cookieHeader: string | null | undefined): string | undefined {
  const wanted = `${cookieName()}=`;
  const pairs = (cookieHeader ?? '').split(/;\s*/);
  const value = pairs.find((pair) => pair.startsWith(wanted))?.slice(wanted.length);
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
}

/** The `Set-Cookie` header that names the browser for the next quarter of an hour; scripts cannot read it. */
export function signInCookie(browser: string): string {
  const secure = isSecure() ? '; Secure' : '';
  return `${cookieName()}=${browser}; Path=/; Max-Age=${COOKIE_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}

/** The prefix makes browsers refuse one that another host set (RFC 6265bis §4.1.3.2). */
function cookieName(): string {
  return isSecure() ? '__Host-stagedoor-sign-in' : 'stagedoor-sign-in';
}

function isSecure(): boolean {
  return env().APP_URL.startsWith('https:');
}
