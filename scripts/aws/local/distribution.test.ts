import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repoRoot } from '../../repo-root';
import { type LocalDistribution, readDistribution } from './distribution';
import { edgeRequest, viewerRequestOf } from './edge-request';
import { behaviorFor } from './front';
import { synthesize } from './synthesize';

const folder = mkdtempSync(join(tmpdir(), 'stagedoor-template-'));
let distribution: LocalDistribution;
beforeAll(async () => {
  const builtIn = join(repoRoot, 'infra/test-fixtures/built');
  const template = await synthesize(() => undefined, { folder, builtIn });
  distribution = readDistribution(template);
  // A patience for a busy machine: CDK alone takes ten seconds.
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const find = (path: string) => behaviorFor(distribution.behaviors, path);

test.each(['/', '/en', '/events/x', '/en/events/x', '/help', '/api/events/x/state', '/api/events/x/health'])(
  'the template keeps %s without cookies and takes no writes there',
  (path) => {
    const { kept, forwarded, methods, origin } = find(path);
    expect([kept?.query, forwarded.cookies, forwarded.query, methods, origin]).toEqual([
      [],
      false,
      false,
      ['GET', 'HEAD'],
      'server',
    ]);
  },
);

test.each([
  '/tickets',
  '/checkout/x',
  '/orders/o',
  '/sign-in',
  '/watch/x',
  '/admin',
  '/api/playback',
  '/api/auth/session',
])('the template keeps nothing of %s and hands all of it on', (path) => {
  const { kept, forwarded, methods, origin } = find(path);
  expect([kept, forwarded, origin]).toEqual([undefined, { cookies: true, query: true }, 'server']);
  expect(methods).toContain('POST');
});

test.each(['/api/license/widevine', '/api/playback', '/api/playback/s/heartbeat', '/watch/x', '/en/watch/x'])(
  '%s is told the viewer’s country by CloudFront, and gets all that the viewer sent',
  (url) => {
    const own = { cookie: 'a=1', authorization: 'Bearer x', 'content-type': 'text/plain' };
    const { headers } = sent({ url, headers: { ...own, 'cloudfront-viewer-country': 'US' } });
    expect(headers).toMatchObject({ ...own, 'x-stagedoor-viewer-country': 'JP' });
  },
);

test.each(['/', '/events/x', '/tickets', '/api/auth/session'])(
  '%s is told no country, also not by its viewer',
  (url) => {
    const forged = { 'cloudfront-viewer-country': 'JP', 'x-stagedoor-viewer-country': 'JP' };
    expect(sent({ url, headers: forged }).headers).not.toHaveProperty('x-stagedoor-viewer-country');
  },
);

test('licenses, beats and certificates go to their own function, files to the bucket', () => {
  const origins = [
    '/api/license/widevine',
    '/api/certificate/fairplay',
    '/api/playback/s/heartbeat',
    '/_next/static/a.css',
    '/favicon.ico',
  ].map((path) => find(path).origin);
  expect(origins).toEqual(['license', 'license', 'license', 'assets', 'assets']);
});

type Asked = { readonly url?: string; readonly headers?: Record<string, string> };

/** What the function gets for a request, and the key of its answer. */
function sent({ url = '/events/x', headers = {} }: Asked) {
  const all = { host: 'tickets.example', ...headers };
  const socket = { remoteAddress: '203.0.113.7' };
  const [path = ''] = url.split('?');
  const behavior = find(path);
  const request = { method: 'HEAD', url, headers: all, socket };
  return edgeRequest(request, behavior, viewerRequestOf(behavior.viewerRequest ?? ''));
}

test('the request by which a page is rendered again gets through, and is kept apart from viewers’', () => {
  const id = 'preview-id-of-the-fixture';
  const again = sent({ headers: { 'x-prerender-revalidate': id, 'x-isr': '1' } });
  expect(again.headers).toMatchObject({
    'x-prerender-revalidate': id,
    'x-isr': '1',
    'x-forwarded-host': 'tickets.example',
    'x-stagedoor-viewer-address': '203.0.113.7',
  });
  expect(again.key).not.toBe(sent({}).key);
});

test.each<[string, Asked]>([
  ['a query', { url: '/events/x?utm_source=a&_rsc=b' }],
  ['cookies', { headers: { cookie: 'next-auth.session-token=a' } }],
  ['headers of Next’s router', { headers: { rsc: '1', 'next-router-state-tree': 'a', 'next-url': '/a' } }],
  ['a guessed id', { headers: { 'x-prerender-revalidate': 'a', 'x-isr': '1' } }],
  ['a language and a browser', { headers: { 'accept-language': 'en', 'user-agent': 'a' } }],
])('%s of a viewer neither misses the cache nor reaches the function', (_what, asked) => {
  const plain = sent({});
  expect(sent(asked)).toEqual(plain);
});
