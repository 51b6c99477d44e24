import { env } from '@/lib/config/env';
import { Fault } from '@/lib/fault';

/**
 * For routes that act on the sign-in cookie: a browser names the page that asks, and it must be one of ours.
 * Throws Fault `bad_request` for another origin; a caller without either header is no browser and has no cookie.
 */
export function requireSameOrigin(request: Request): void {
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== new URL(env().APP_URL).origin)
    throw new Fault('bad_request', 'foreign origin');
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') throw new Fault('bad_request', 'cross-site request');
}

/**
 * For addresses that are opened by a link, a bookmark or by hand, and have an effect: another site's page must not be what
 * opens them (Fetch Metadata). False for a caller that is no browser.
 */
export function isFromElsewhere(headers: Pick<Headers, 'get'>): boolean {
  const site = headers.get('sec-fetch-site');
  return site !== null && site !== 'same-origin' && site !== 'none';
}
