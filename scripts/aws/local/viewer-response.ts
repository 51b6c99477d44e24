import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Served } from './edge-cache';

/** As infra/portal/security-headers.ts has them: where the answer itself says nothing. */
const security = {
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
} as const;

const notForViewers = ['connection', 'keep-alive', 'transfer-encoding', 'x-powered-by', 'server'];

/** Headers of an answer as viewers get them. */
export function withSecurityHeaders(headers: Readonly<IncomingHttpHeaders>): IncomingHttpHeaders {
  const passed = Object.entries(headers).filter(([name]) => !notForViewers.includes(name));
  return { ...security, ...Object.fromEntries(passed), 'x-content-type-options': 'nosniff' };
}

/** A whole answer, and in `x-cache` and `age` where it came from, as CloudFront says it. */
export function sendAnswer(response: ServerResponse, { answer, from, ageSeconds }: Served): void {
  response.writeHead(answer.status, {
    ...withSecurityHeaders(answer.headers),
    'x-cache': `${from} from cloudfront`,
    ...(from === 'Hit' ? { age: String(ageSeconds) } : {}),
  });
  response.end(answer.body);
}
