import { getSignedCookies } from '@aws-sdk/cloudfront-signer';
import { env } from '@/lib/config/env';
import { type MediaSigningKey, mediaSigningKey } from '@/lib/config/media-signing-key';
import { isBackupCovered, mediaResources } from '@/lib/domain/media-resource';
import { log } from '@/lib/log';
import type { DayStream } from '@/lib/playback/day-facts';

/** What a let-in player may fetch from the CDN. */
export interface MediaAccess {
  /** Folders (lib/domain/media-resource.ts). */
  readonly resources: readonly string[];
  /** When the day is over for good. */
  readonly until: Date;
}

/** What the CDN hands out for cookies alone of a day's stream: nothing where it asks for none. */
export function signedResources(stream: DayStream): readonly string[] {
  if (env().MEDIA_SIGNING_KEY_ID === undefined) return [];
  if (!isBackupCovered(stream)) warnOnce(stream);
  return mediaResources(stream);
}

const warnedOf = new Set<string>();

/** Else nobody would know before the day on which the second origin is needed. */
function warnOnce({ manifestUrl, backupOrigin = '' }: DayStream): void {
  if (warnedOf.has(backupOrigin)) return;
  warnedOf.add(backupOrigin);
  log.warn('media.backup_without_cookies', { manifestUrl, backupOrigin });
}

const VALID_SECONDS = 300;
/** Everyone who comes within this time gets the same signature: making one costs about a millisecond. */
const SHARED_SECONDS = 30;
const KEPT_SIGNATURES = 500;

const kept = new Map<string, readonly string[]>();

/**
 * Set-Cookie values with which CloudFront hands out everything in these folders for the next five minutes (at most half
 * a minute more), never past `until`. None where the CDN does not ask for cookies. Each lies on the path of its folder: two
 * days in two tabs do not overwrite each other's, and the portal is not sent them.
 */
export async function mediaCookies({ resources, until }: MediaAccess, now: Date): Promise<readonly string[]> {
  const key = await mediaSigningKey();
  if (key === undefined || until <= now) return [];
  const expires = Math.min(
    Math.ceil(toSeconds(now) / SHARED_SECONDS) * SHARED_SECONDS + VALID_SECONDS,
    Math.floor(toSeconds(until)),
  );
  return resources.flatMap((resource) => remembered(key, resource, expires));
}

function remembered(key: MediaSigningKey, resource: string, expires: number): readonly string[] {
  const name = `${key.id} ${expires} ${resource}`;
  const known = kept.get(name);
  if (known !== undefined) return known;
  if (kept.size >= KEPT_SIGNATURES) kept.clear();
  const made = sign(key, resource, expires);
  kept.set(name, made);
  return made;
}

/** A custom policy of the CloudFront Developer Guide: only such a one may have a wildcard. */
function sign({ id, privateKey }: MediaSigningKey, resource: string, expires: number): readonly string[] {
  const statement = {
    Resource: `${resource}*`,
    Condition: { DateLessThan: { 'AWS:EpochTime': expires } },
  };
  const cookies = getSignedCookies({
    keyPairId: id,
    privateKey,
    policy: JSON.stringify({ Statement: [statement] }),
    algorithm: 'SHA256',
  });
  const attributes = cookieAttributes(resource);
  return Object.entries(cookies).map(([name, value]) => `${name}=${value}; ${attributes}`);
}

/** No Max-Age: the policy says when it ends, and a browser that is closed forgets them (CloudFront Developer Guide). */
function cookieAttributes(resource: string): string {
  const { APP_URL, MEDIA_COOKIE_DOMAIN } = env();
  const folder = /^https?:\/\/[^/]+(\/[\w./~%!$&'()+:@=-]*)$/.exec(resource)?.[1] ?? '/';
  return [
    `Path=${folder}`,
    ...(MEDIA_COOKIE_DOMAIN === undefined ? [] : [`Domain=${MEDIA_COOKIE_DOMAIN}`]),
    'HttpOnly',
    'SameSite=Lax',
    ...(APP_URL.startsWith('https:') ? ['Secure'] : []),
  ].join('; ');
}

function toSeconds(time: Date): number {
  return time.getTime() / 1000;
}
