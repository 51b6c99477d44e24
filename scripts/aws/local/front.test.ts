import { createServer, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../free-port';
import type { Behavior, LocalDistribution } from './distribution';
import { behaviorFor, startFront } from './front';

const stops: (() => Promise<unknown>)[] = [];
const asked: IncomingMessage[] = [];
let portal: string;
let answerHeaders: Record<string, string | string[]> = {};

const base: Omit<Behavior, 'pattern'> = {
  methods: ['GET', 'HEAD', 'POST'],
  origin: 'server',
  kept: undefined,
  forwarded: { cookies: true, query: true },
  knowsCountry: false,
  viewerRequest: `function handler(event) {
    event.request.headers['x-address'] = { value: event.viewer.ip };
    return event.request;
  }`,
};
const distribution: LocalDistribution = {
  behaviors: [
    {
      ...base,
      pattern: '/public/*',
      methods: ['GET', 'HEAD'],
      kept: { headers: ['rsc'], query: ['_rsc'] },
      forwarded: { cookies: false, query: false, headers: ['x-address'] },
    },
    { ...base, pattern: undefined },
  ],
};

beforeAll(async () => {
  const origin = createServer((request, response) => {
    asked.push(request);
    response.writeHead(200, answerHeaders).end(`${asked.length}`);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => origin.listen(port, '127.0.0.1', resolve));
  const frontPort = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await startFront((stop) => void stops.push(stop), {
    distribution,
    host: '127.0.0.1',
    port: frontPort,
    functions: { server: url, license: url },
    originSecret: 'shown-to-functions',
    assetFolder: '/nowhere',
  });
  portal = `http://127.0.0.1:${frontPort}`;
  stops.push(async () => origin.close());
});
afterAll(() => Promise.all(stops.map((stop) => stop())));

async function get(path: string, headers: Record<string, string> = {}): Promise<[string, string | null]> {
  const answer = await fetch(portal + path, { headers });
  return [await answer.text(), answer.headers.get('x-cache')];
}

test('a public answer is kept by what the policy names alone, and comes without cookies', async () => {
  answerHeaders = { 'cache-control': 's-maxage=60', 'set-cookie': 'a=1' };
  const first = await fetch(`${portal}/public/a?utm=1`, { headers: { cookie: 'viewer=one' } });
  expect(first.headers.get('set-cookie')).toBeNull();
  const [body] = [await first.text()];
  expect(await get('/public/a?utm=2', { cookie: 'viewer=two', 'user-agent': 'x' })).toEqual([
    body,
    'Hit from cloudfront',
  ]);
  expect((await get('/public/a', { rsc: '1' }))[1]).toBe('Miss from cloudfront');
  expect((await get('/public/a?_rsc=x'))[1]).toBe('Miss from cloudfront');
});

test('the function sees neither cookies nor the query of a public page, but the secret and our own header', async () => {
  answerHeaders = {};
  await get('/public/b?q=1', { cookie: 'a=1', authorization: 'Bearer x', 'x-stagedoor-origin': 'forged' });
  const seen = asked.at(-1);
  expect(seen?.url).toBe('/public/b');
  expect(seen?.headers).toMatchObject({
    'x-address': '127.0.0.1',
    'x-stagedoor-origin': 'shown-to-functions',
  });
  expect(seen?.headers.cookie ?? seen?.headers.authorization).toBeUndefined();
});

test.each(['private, max-age=60', 's-maxage=60, no-store', 'no-cache', ''])(
  'an answer that says “%s” is never kept',
  async (control) => {
    answerHeaders = control === '' ? {} : { 'cache-control': control };
    const path = `/public/${encodeURIComponent(control)}-`;
    const [one] = await get(path);
    expect(await get(path)).toEqual([String(Number(one) + 1), 'Miss from cloudfront']);
  },
);

test('elsewhere nothing is kept, whatever the answer says of itself', async () => {
  answerHeaders = { 'cache-control': 'public, s-maxage=60', 'set-cookie': ['a=1', 'b=2'] };
  const [one] = await get('/private');
  expect((await get('/private'))[0]).toBe(String(Number(one) + 1));
  expect((await fetch(`${portal}/private`)).headers.getSetCookie()).toEqual(['a=1', 'b=2']);
});

test('many at once are one request to the function', async () => {
  answerHeaders = { 'cache-control': 's-maxage=60' };
  const before = asked.length;
  await Promise.all(Array.from({ length: 20 }, () => get('/public/many')));
  expect(asked.length).toBe(before + 1);
});

test('a method that the behavior does not take is 403', async () => {
  expect((await fetch(`${portal}/public/a`, { method: 'POST' })).status).toBe(403);
  expect((await fetch(`${portal}/private`, { method: 'POST', body: 'x' })).status).toBe(200);
});

test('patterns fit whole paths, in their order', () => {
  const find = (path: string): string | undefined => behaviorFor(distribution.behaviors, path).pattern;
  expect([find('/public/a/b'), find('/public'), find('/x/public/a')]).toEqual([
    '/public/*',
    undefined,
    undefined,
  ]);
});
