import type { Challenge } from './accounts/vendor-account';
import { contentKeyFor, kidToUuid } from './content-keys';
import { readSpc } from './fairplay-license';
import { namedKids, parseLicenseRequest } from './license-request';
import { readPlayReadyRequest } from './playready-license';
import { readWidevineRequest } from './widevine-license';

export interface AskedLicense {
  kind: 'new' | 'renewal' | 'release';
  kids: readonly Uint8Array[];
  /** Widevine only. */
  requestId?: Uint8Array;
}

export type Asked = { kind: 'certificate' } | AskedLicense;

/** What a challenge asks for; undefined when the key system's server turns it down unread. */
export function readChallenge({ keySystem, bytes }: Challenge, contentKeySecret: string): Asked | undefined {
  switch (keySystem) {
    case 'widevine':
      return readWidevine(bytes, contentKeySecret);
    case 'playready':
      return newLicense(readPlayReadyRequest(bytes)?.kids);
    case 'fairplay':
      return newLicense(readSpc(bytes)?.kids);
    case 'clearkey':
      return newLicense(parseLicenseRequest(Buffer.from(bytes).toString('utf8')));
  }
}

/** The KIDs, as lower-case UUIDs, that a challenge names; ClearKey's also when the rest of it is wrong. */
export function kidsOf(challenge: Challenge | undefined, asked: Asked | undefined): string[] {
  if (asked !== undefined) return asked.kind === 'certificate' ? [] : asked.kids.map(kidToUuid);
  return challenge?.keySystem === 'clearkey'
    ? namedKids(Buffer.from(challenge.bytes).toString('utf8')).map(kidToUuid)
    : [];
}

function newLicense(kids: readonly Uint8Array[] | undefined): AskedLicense | undefined {
  return kids && { kind: 'new', kids };
}

/** A request that names no KID is for all keys of its content id, which here is a channel's name. */
function readWidevine(bytes: Uint8Array, contentKeySecret: string): Asked | undefined {
  const request = readWidevineRequest(bytes);
  if (request?.kind !== 'new' || request.kids.length > 0) return request;
  const channel = Buffer.from(request.contentId ?? []).toString('utf8');
  const kids = (['AUDIO', 'VIDEO'] as const).map((label) => {
    return contentKeyFor(contentKeySecret, channel, label).kid;
  });
  return { ...request, kids };
}
