export interface LoggedRequest {
  /** Unix milliseconds of arrival. */
  at: number;
  /** Path and query. */
  url: string;
  /** Null until the answer is out. */
  status: number | null;
}

const remembered = 20_000;
const shown = 200;

/** Remembers the last 20,000 requests. */
export function createRequestLog() {
  const entries: LoggedRequest[] = [];
  return {
    /** Notes an arrival; call the result with the status of the answer. */
    begin(url: string): (status: number) => void {
      const entry: LoggedRequest = { at: Date.now(), url, status: null };
      entries.push(entry);
      if (entries.length > remembered) entries.shift();
      return (status) => {
        entry.status = status;
      };
    },
    /** How many match, and the newest 200 of them. */
    find(match: RegExp): { count: number; requests: LoggedRequest[] } {
      const found = entries.filter((entry) => match.test(entry.url));
      return { count: found.length, requests: found.slice(-shown) };
    },
  };
}
