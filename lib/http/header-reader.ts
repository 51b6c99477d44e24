/** Request headers, whatever the server: a web `Headers`, or a function over node's. Names in lower case. */
export interface HeaderReader {
  get(name: string): string | null;
}

/** The bearer token of a request, or undefined (RFC 6750 §2.1). */
export function bearerToken(headers: HeaderReader): string | undefined {
  return /^Bearer ([\w.~+/-]+=*)$/i.exec(headers.get('authorization') ?? '')?.[1];
}
