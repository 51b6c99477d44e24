import type { IncomingMessage } from 'node:http';
import type { KeySystem, VendorName } from './accounts/vendor-account';

export interface LoggedRequest {
  /** Unix milliseconds of arrival. */
  at: number;
  vendor: VendorName;
  /** Null when the body does not tell. */
  keySystem: KeySystem | null;
  /** `unreadable` has no KIDs, but for ClearKey's. */
  kind: 'new' | 'renewal' | 'release' | 'certificate' | 'unreadable';
  /** Lower-case UUIDs; a renewal's are those in its session id. */
  kids: readonly string[];
  method: string;
  /** Lower-case names in alphabetical order, never values. */
  headers: readonly string[];
  contentType: string | null;
  /** Null until the answer is out, and for ever if there is none. */
  status: number | null;
}

const remembered = 20_000;

/** Remembers the last 20,000 requests to vendors' addresses, refused ones as well. */
export function createRequestLog() {
  const entries: LoggedRequest[] = [];
  return {
    /** Notes an arrival; call the result with the status of the answer. */
    begin(
      request: IncomingMessage,
      about: Pick<LoggedRequest, 'vendor' | 'keySystem' | 'kind' | 'kids'>,
    ): (status: number) => void {
      const entry: LoggedRequest = {
        at: Date.now(),
        ...about,
        method: request.method ?? '',
        headers: headerNames(request),
        contentType: request.headers['content-type'] ?? null,
        status: null,
      };
      entries.push(entry);
      if (entries.length > remembered) entries.shift();
      return (status) => {
        entry.status = status;
      };
    },
    /** Requests that name the KID and went to the vendor; where one is null, all of them. */
    find(wanted: { kid: string | null; vendor: string | null }): {
      count: number;
      requests: LoggedRequest[];
    } {
      const requests = entries.filter(
        ({ kids, vendor }) =>
          (wanted.kid === null || kids.includes(wanted.kid)) &&
          (wanted.vendor === null || vendor === wanted.vendor),
      );
      return { count: requests.length, requests };
    },
  };
}

/** From the raw headers: the parsed ones drop repeated and reserved names. */
function headerNames({ rawHeaders }: IncomingMessage): string[] {
  const names = rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  return [...new Set(names)].sort();
}
