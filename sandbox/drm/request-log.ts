export interface LoggedRequest {
  /** Unix milliseconds of arrival. */
  at: number;
  /** Lower-case UUIDs. */
  kids: string[];
  /** Null until the answer is out, and for ever if there is none. */
  status: number | null;
}

const remembered = 20_000;

/** Remembers the last 20,000 license requests, refused ones as well. */
export function createRequestLog() {
  const entries: LoggedRequest[] = [];
  return {
    /** Notes an arrival; call the result with the status of the answer. */
    begin(kids: string[]): (status: number) => void {
      const entry: LoggedRequest = { at: Date.now(), kids, status: null };
      entries.push(entry);
      if (entries.length > remembered) entries.shift();
      return (status) => {
        entry.status = status;
      };
    },
    /** Requests that name the KID; all of them without one. */
    find(kid: string | null): { count: number; requests: LoggedRequest[] } {
      const requests = entries.filter((entry) => kid === null || entry.kids.includes(kid));
      return { count: requests.length, requests };
    },
  };
}
