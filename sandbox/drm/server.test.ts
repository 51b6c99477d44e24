import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { contentKeyFor, kidToUuid } from './content-keys';
import { startDrmTwin } from './server';

let twin: Awaited<ReturnType<typeof startDrmTwin>>;
beforeAll(async () => {
  twin = await startDrmTwin({ contentKeySecret: 'content', vendorSecret: 'vendor' });
});
afterAll(() => twin.close());

const keyOf = (channel: string) => contentKeyFor('content', channel, 'VIDEO');
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const requestFor = (...kids: Uint8Array[]) =>
  JSON.stringify({ kids: kids.map(base64url), type: 'temporary' });

function tokenFor(...kids: Uint8Array[]): Promise<string> {
  return new SignJWT({ kids: kids.map(kidToUuid) })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('portal')
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(new TextEncoder().encode('vendor'));
}

function ask(body: string, token?: string): Promise<Response> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return fetch(`${twin.url}/clearkey`, { method: 'POST', body, headers, redirect: 'manual' });
}

async function addFault(fault: object): Promise<void> {
  const response = await fetch(`${twin.url}/_sandbox/faults`, {
    method: 'POST',
    body: JSON.stringify(fault),
  });
  expect(response.status).toBe(200);
}

async function statusesOf(kid: Uint8Array): Promise<unknown[]> {
  const response = await fetch(`${twin.url}/_sandbox/requests?kid=${kidToUuid(kid)}`);
  const log = z.object({ count: z.number(), requests: z.array(z.object({ status: z.unknown() })) });
  const { count, requests } = log.parse(await response.json());
  expect(count).toBe(requests.length);
  return requests.map(({ status }) => status);
}

test('200 with every key asked for, in the form of a JWK set', async () => {
  const keys = [keyOf('one'), contentKeyFor('content', 'one', 'AUDIO')];
  const kids = keys.map(({ kid }) => kid);
  const response = await ask(requestFor(...kids), await tokenFor(...kids));
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(await response.json()).toEqual({
    keys: keys.map(({ kid, key }) => ({ kty: 'oct', kid: base64url(kid), k: base64url(key) })),
    type: 'temporary',
  });
});

test('every refusal has its status, the words of the vendor and no key', async () => {
  const { kid } = keyOf('refused');
  const foreign = contentKeyFor('other vendor', 'refused', 'VIDEO').kid;
  const token = await tokenFor(kid, foreign);
  const persistent = requestFor(kid).replace('temporary', 'persistent-license');
  const cases: [number, Promise<Response>][] = [
    [401, ask(requestFor(kid))],
    [401, ask(requestFor(kid), `${token.slice(0, -2)}xx`)],
    [403, ask(requestFor(kid, keyOf('another').kid), token)],
    [404, ask(requestFor(kid, foreign), token)],
    [400, ask(persistent, token)],
    [400, ask('{"kids":[],"type":"temporary"}', token)],
    [400, ask('{"kids":["AAAA"],"type":"temporary"}', token)],
    [400, ask('no JSON', token)],
    [413, ask(requestFor(kid) + ' '.repeat(64 * 1024), token)],
    [405, fetch(`${twin.url}/clearkey`)],
  ];
  for (const [status, asked] of cases) {
    const response = await asked;
    const body = z.strictObject({ errorCode: z.string(), message: z.string() }).parse(await response.json());
    expect([response.status, body.errorCode]).toEqual([status, `CKV-1${status}`]);
    expect(body.message).toMatch(/^KeyForge: /);
  }
});

test('the log counts what arrived, refused or not, for the KID it names', async () => {
  const { kid } = keyOf('logged');
  await ask(requestFor(kid));
  await ask(requestFor(kid), await tokenFor(kid));
  await ask(requestFor(keyOf('unrelated').kid));
  expect(await statusesOf(kid)).toEqual([401, 200]);
});

test('a fault with a KID hits only requests that name it, as often as it says', async () => {
  const { kid } = keyOf('faulty');
  const healthy = keyOf('healthy').kid;
  const token = await tokenFor(kid, healthy);
  await addFault({ kind: '500', count: 1, kid: kidToUuid(kid) });
  expect((await ask(requestFor(healthy), token)).status).toBe(200);
  expect((await ask(requestFor(kid), token)).status).toBe(500);
  expect((await ask(requestFor(kid), token)).status).toBe(200);
});

test.each([
  { kind: '401', status: 401, type: 'application/json', part: 'KeyForge: ' },
  { kind: 'html_200', status: 200, type: 'text/html', part: '<h1>KeyForge</h1>' },
  { kind: 'empty_200', status: 200, type: 'application/json', part: '' },
  { kind: 'redirect', status: 307, type: null, part: '' },
  { kind: 'huge', status: 200, type: 'application/json', part: 'x'.repeat(16 * 1024 * 1024) },
])('fault $kind', async ({ kind, status, type, part }) => {
  const { kid } = keyOf(`fault ${kind}`);
  await addFault({ kind, count: 1, kid: kidToUuid(kid) });
  const response = await ask(requestFor(kid), await tokenFor(kid));
  expect([response.status, response.headers.get('content-type')]).toEqual([status, type]);
  const text = await response.text();
  expect(part === '' ? text === '' : text.includes(part)).toBe(true);
});

test('fault reset cuts the connection, fault hang never answers, both are in the log', async () => {
  const { kid } = keyOf('fault broken');
  await addFault({ kind: 'reset', count: 1, kid: kidToUuid(kid) });
  await expect(ask(requestFor(kid))).rejects.toThrow();
  await addFault({ kind: 'hang', count: 1, kid: kidToUuid(kid) });
  const patience = AbortSignal.timeout(2000);
  await expect(
    fetch(`${twin.url}/clearkey`, { method: 'POST', body: requestFor(kid), signal: patience }),
  ).rejects.toThrow('timeout');
  expect(await statusesOf(kid)).toEqual([null, null]);
});
