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
      ['_rsc'],
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

test('the request by which a page is rendered again gets through, and is kept apart from viewers’', () => {
  const behavior = find('/events/x');
  const viewerRequest = viewerRequestOf(distribution.viewerRequest);
  const sent = (headers: Record<string, string>) => {
    const all = { host: 'tickets.example', ...headers };
    const socket = { remoteAddress: '203.0.113.7' };
    return edgeRequest({ method: 'HEAD', url: '/events/x', headers: all, socket }, behavior, viewerRequest);
  };
  const again = sent({ 'x-prerender-revalidate': 'id', 'x-isr': '1' });
  expect(again.headers).toMatchObject({
    'x-prerender-revalidate': 'id',
    'x-isr': '1',
    'x-forwarded-host': 'tickets.example',
    'x-stagedoor-viewer-address': '203.0.113.7',
  });
  expect(again.key).not.toBe(sent({}).key);
});
