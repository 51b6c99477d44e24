import type { OpenedSession } from './playback-api';

type Stream = Pick<OpenedSession, 'manifestUrl' | 'hlsManifestUrl' | 'backupOrigin'>;

/** Whether an address is at the origins of this stream: its CDN's cookies go there, and to no one else. */
export function isMediaOrigin(url: string, { manifestUrl, hlsManifestUrl, backupOrigin }: Stream): boolean {
  const ours = [manifestUrl, hlsManifestUrl, backupOrigin].map(originOf);
  const origin = originOf(url);
  return origin !== undefined && ours.includes(origin);
}

/**
 * The addresses to try in turn for one request: those given, then the same paths at the backup origin, unless the
 * manifest named that already.
 */
export function withBackup(urls: readonly string[], stream: Stream): string[] {
  const addresses = [...urls];
  for (const url of urls) {
    const other = atBackup(url, stream);
    if (other !== undefined && !addresses.some((known) => placeOf(known) === placeOf(other))) {
      addresses.push(other);
    }
  }
  return addresses;
}

/** The same path at the backup origin; undefined where there is none, or for what is not of the first origin. */
export function atBackup(
  url: string,
  { manifestUrl, hlsManifestUrl, backupOrigin }: Stream,
): string | undefined {
  const backup = originOf(backupOrigin);
  const origin = originOf(url);
  const isFirst = [manifestUrl, hlsManifestUrl].map(originOf).includes(origin);
  if (backup === undefined || origin === undefined || backup === origin || !isFirst) return undefined;
  const { pathname, search } = new URL(url);
  return `${backup}${pathname}${search}`;
}

/** Without the query: Shaka's CMCD changes it with each attempt. */
function placeOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

function originOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined;
}
