import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { guardedSend } from '@/lib/drm/guard';
import { breakerStates } from '@/lib/drm/guard-endpoint';
import { post, vendorThat, vendorWithStatus } from '@/lib/drm/test-vendor';

let logged: string[] = [];

beforeEach(() => {
  logged = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => logged.push(line));
  // The clock of the breaker stands still unless a test moves it.
  vi.useFakeTimers({ toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const busy = { code: 'drm_busy', status: 503 };
const stateOf = (url: string) =>
  breakerStates().find(({ endpoint }) => endpoint === `widevine ${url}`)?.state;
const passTime = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

async function breakWith(vendor: { status: number; url: string }): Promise<void> {
  vendor.status = 500;
  for (let i = 0; i < 40; i += 1) await guardedSend('widevine', post(vendor.url));
}

test('opens when most calls fail and then keeps every call from the vendor', async () => {
  const vendor = await vendorWithStatus(500);
  await breakWith(vendor);
  expect(stateOf(vendor.url)).toBe('open');
  const refused = await guardedSend('widevine', post(vendor.url)).catch((error: unknown) => error);
  expect(refused).toMatchObject(busy);
  expect(vendor.requests).toBe(40);
});

test.each([
  ['broken connections', (request: IncomingMessage) => void request.socket.destroy(), 'drm_failed', 60_000],
  ['time-outs', () => undefined, 'drm_timeout', 50],
])('opens on %s too', async (_name, misbehave, code, totalMs) => {
  const url = await vendorThat(misbehave);
  const limits = { connectMs: 60_000, totalMs };
  const calls = await Promise.allSettled(
    Array.from({ length: 40 }, () => guardedSend('widevine', post(url), limits)),
  );
  for (const call of calls) expect(call).toMatchObject({ status: 'rejected', reason: { code } });
  await expect(guardedSend('widevine', post(url))).rejects.toMatchObject(busy);
});

test.each([401, 403, 404, 429, 302])('never opens on %i: one viewer or our credentials', async (status) => {
  const vendor = await vendorWithStatus(status);
  for (let i = 0; i < 60; i += 1) await guardedSend('widevine', post(vendor.url));
  expect(stateOf(vendor.url)).toBe('closed');
  expect(vendor.requests).toBe(60);
});

test('never opens on the SOAP faults of a PlayReady server, which have status 500', async () => {
  const fault = '<soap:Envelope><soap:Body><soap:Fault></soap:Fault></soap:Body></soap:Envelope>';
  const url = await vendorThat((_request, response) => void response.writeHead(500).end(fault));
  for (let i = 0; i < 60; i += 1) expect((await guardedSend('widevine', post(url))).status).toBe(500);
  expect(stateOf(url)).toBe('closed');
});

test('stays closed while half of the calls succeed, and below forty calls', async () => {
  const vendor = await vendorWithStatus(200);
  for (let i = 0; i < 45; i += 1) await guardedSend('widevine', post(vendor.url));
  await breakWith(vendor);
  expect(stateOf(vendor.url)).toBe('closed');
  const quiet = await vendorWithStatus(500);
  for (let i = 0; i < 39; i += 1) await guardedSend('widevine', post(quiet.url));
  expect(stateOf(quiet.url)).toBe('closed');
});

test('after 5 s one trial goes through, everybody else is refused until it is over', async () => {
  const vendor = await vendorWithStatus(500);
  await breakWith(vendor);
  passTime(4999);
  await expect(guardedSend('widevine', post(vendor.url))).rejects.toMatchObject(busy);
  passTime(1);
  vendor.status = 200;
  const trial = guardedSend('widevine', post(vendor.url));
  const others = await Promise.allSettled([
    guardedSend('widevine', post(vendor.url)),
    guardedSend('widevine', post(vendor.url)),
  ]);
  expect(stateOf(vendor.url)).toBe('half_open');
  for (const other of others) expect(other).toMatchObject({ status: 'rejected', reason: busy });
  expect((await trial).status).toBe(200);
  expect(vendor.requests).toBe(41);
  expect(stateOf(vendor.url)).toBe('closed');
  expect((await guardedSend('widevine', post(vendor.url))).status).toBe(200);
});

test('a trial that fails keeps it open for another 5 s', async () => {
  const vendor = await vendorWithStatus(500);
  await breakWith(vendor);
  passTime(5000);
  expect((await guardedSend('widevine', post(vendor.url))).status).toBe(500);
  await expect(guardedSend('widevine', post(vendor.url))).rejects.toMatchObject(busy);
  expect(vendor.requests).toBe(41);
});

test('is one per key system, origin and path: the query makes no other', async () => {
  const vendor = await vendorWithStatus(500);
  await breakWith({ ...vendor, url: `${vendor.url}?token=first` });
  await expect(guardedSend('widevine', post(`${vendor.url}?token=other`))).rejects.toMatchObject(busy);
  expect((await guardedSend('widevine', post(`${vendor.url}/other`))).status).toBe(500);
  expect((await guardedSend('playready', post(vendor.url))).status).toBe(500);
});

test('each change is one log line, and no query is in a log or an endpoint name', async () => {
  const vendor = await vendorWithStatus(500);
  await breakWith({ ...vendor, url: `${vendor.url}?token=in-the-query` });
  const lines = logged.filter((line) => line.includes('drm.breaker'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(`"endpoint":"widevine ${vendor.url}","state":"open"`);
  expect(JSON.stringify([logged, breakerStates()])).not.toContain('in-the-query');
});

test('who waits when the breaker opens is refused without a call', async () => {
  let requests = 0;
  const url = await vendorThat(() => (requests += 1));
  const limits = { maxConcurrent: 10, maxQueued: 15, queueMs: 600_000, totalMs: 100, breakerMinRps: 1 };
  const calls = Array.from({ length: 25 }, () => guardedSend('widevine', post(url), limits));
  const outcomes = await Promise.allSettled(calls);
  const refused = outcomes.map((call) => (call.status === 'rejected' ? String(call.reason.code) : 'reply'));
  // Nine failures let one waiting call in each; the tenth opens the breaker.
  expect(refused).toEqual([...Array<string>(19).fill('drm_timeout'), ...Array<string>(6).fill('drm_busy')]);
  expect(requests).toBeLessThan(20);
});

test('Retry-After is 1 to 5 seconds, not the same for everybody', async () => {
  const vendor = await vendorWithStatus(500);
  await breakWith(vendor);
  const seconds = new Set<unknown>();
  for (let i = 0; i < 200; i += 1) {
    await guardedSend('widevine', post(vendor.url)).catch((error: unknown) => {
      expect(error).toMatchObject(busy);
      if (error instanceof Object && 'retryAfterSeconds' in error) seconds.add(error.retryAfterSeconds);
    });
  }
  expect([...seconds].sort()).toEqual([1, 2, 3, 4, 5]);
});
