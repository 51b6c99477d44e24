import { createHash, randomBytes } from 'node:crypto';
import { env } from '@/lib/config/env';
import type { HeaderReader } from '@/lib/http/header-reader';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/**
 * The random name of this browser, kept in a cookie that scripts cannot read; it says nothing about a person. `Lax`: who
 * comes back from the sign-in provider or from a mail must be known on the first page too. Nothing acts upon a GET.
 */
export interface Device {
  readonly id: string;
  /** For an answer: sets the cookie where the browser had none. */
  readonly setCookie: string | undefined;
}

export function deviceOf(headers: HeaderReader): Device {
  const known = readDeviceId(headers);
  if (known !== undefined) return { id: known, setCookie: undefined };
  const id = randomBytes(24).toString('base64url');
  const secure = isSecure() ? '; Secure' : '';
  const setCookie = `${cookieName()}=${id}; Path=/; Max-Age=${YEAR_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
  return { id, setCookie };
}

/**
 * What a playback token carries of the browser it was given to: a token that is passed on opens nothing elsewhere.
 * Undefined for a request without the cookie.
 */
export function bindingOf(headers: HeaderReader): string | undefined {
  const id = readDeviceId(headers);
  return id === undefined ? undefined : bindTo(id);
}

export function bindTo(deviceId: string): string {
  return createHash('sha256').update(deviceId).digest('base64url').slice(0, 22);
}

function readDeviceId(headers: HeaderReader): string | undefined {
  const wanted = `${cookieName()}=`;
  const pairs = (headers.get('cookie') ?? '').split(/;\s*/);
  const value = pairs.find((pair) => pair.startsWith(wanted))?.slice(wanted.length);
  return value !== undefined && /^[\w-]{32}$/.test(value) ? value : undefined;
}

/** The prefix makes browsers refuse one that another host set (RFC 6265bis §4.1.3.2). */
function cookieName(): string {
  return isSecure() ? '__Host-stagedoor-device' : 'stagedoor-device';
}

function isSecure(): boolean {
  return env().APP_URL.startsWith('https:');
}
