/** What a function URL hands to its function (payload format 2.0, Lambda Developer Guide), as far as we read it. */
export interface FunctionUrlEvent {
  readonly rawPath: string;
  readonly rawQueryString: string;
  /** Names in lower case; several values of one name are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly requestContext: { readonly http: { readonly method: string; readonly sourceIp: string } };
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

export interface FunctionUrlReply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/** A reply of our own, before any of the product's code is asked. */
export function plainReply(statusCode: number, headers: Record<string, string> = {}): FunctionUrlReply {
  return {
    statusCode,
    headers: { 'cache-control': 'no-store', 'content-type': 'text/plain', ...headers },
    cookies: [],
    body: '',
    isBase64Encoded: false,
  };
}

/** The event as a web request; the host is the portal's own. */
export function toRequest(event: FunctionUrlEvent): Request {
  const { rawPath, rawQueryString, requestContext, cookies = [] } = event;
  const { method } = requestContext.http;
  const headers = new Headers(event.headers);
  if (cookies.length > 0) headers.set('cookie', cookies.join('; '));
  const query = rawQueryString === '' ? '' : `?${rawQueryString}`;
  const url = `https://${event.headers['x-forwarded-host'] ?? event.headers.host ?? 'localhost'}${rawPath}${query}`;
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  return new Request(url, { method, headers, body });
}

/** A web response as a buffered reply: cookies each on their own. */
export async function toReply(response: Response): Promise<FunctionUrlReply> {
  const cookies = response.headers.getSetCookie();
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== 'set-cookie'));
  return replyOf({
    status: response.status,
    headers,
    cookies,
    bytes: Buffer.from(await response.arrayBuffer()),
  });
}

interface Answered {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly bytes: Buffer;
}

/** A buffered reply: bytes in base64 but for text. */
export function replyOf({ status, headers, cookies, bytes }: Answered): FunctionUrlReply {
  const isText = /^(text\/|application\/(problem\+)?json)/.test(headers['content-type'] ?? '');
  const body = bytes.toString(isText ? 'utf8' : 'base64');
  return { statusCode: status, headers, cookies, body, isBase64Encoded: !isText };
}
