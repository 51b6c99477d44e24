import type { IncomingMessage } from 'node:http';
import type { FunctionUrlEvent } from '../entries/function-url';

/** A request as a function URL hands it on: payload format 2.0, binary bodies in base64, cookies in a list of their own. */
export function toFunctionUrlEvent(request: IncomingMessage, body: Buffer): FunctionUrlEvent {
  const [rawPath = '/', ...query] = (request.url ?? '/').split('?');
  const { cookie, ...others } = request.headers;
  const headers = Object.fromEntries(
    Object.entries(others).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
    ),
  );
  const isText = /^(text\/|application\/(json|x-www-form-urlencoded|xml))/.test(
    headers['content-type'] ?? '',
  );
  return {
    rawPath,
    rawQueryString: query.join('?'),
    headers,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/) }),
    requestContext: {
      http: { method: request.method ?? 'GET', sourceIp: request.socket.remoteAddress ?? '127.0.0.1' },
    },
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: !isText,
  };
}
