import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { stripeEvents } from '@/lib/db/schema/operations';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { checkPortal, checkRedirect } from './check-portal';
import { checkWebhook } from './check-webhook';
import { startTestPortal, startTestServer, type TestServer } from './test-portal';

let database: TestDatabase;
let portal: TestServer;
vi.mock('@/lib/runtime', () => ({ runtime: () => ({ db: database.db, now: new Date() }) }));
beforeAll(async () => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  database = await createTestDatabase();
  portal = await startTestPortal();
});
afterAll(async () => {
  await portal.close();
  await database.close();
});

const secret = inject('sandboxKeys').STRIPE_WEBHOOK_SECRET;
const resultsAt = async (appUrl: string, secrets = [secret]) =>
  (await checkWebhook({ appUrl, secrets, isLive: false })).map(({ result, found }) => `${result}: ${found}`);

test('the portal takes the signed probe and refuses the forged one; the inbox holds it once, handled', async () => {
  expect(await resultsAt(portal.url)).toEqual(['go: 200, no redirect', 'go: 400']);
  expect(await resultsAt(portal.url)).toEqual(['go: 200, no redirect', 'go: 400']);
  const rows = await database.db
    .select()
    .from(stripeEvents)
    .where(eq(stripeEvents.id, 'evt_stagedoor_preflight'));
  expect(rows).toMatchObject([{ type: 'stagedoor.preflight', paymentIntentId: null, attempts: 0 }]);
  expect(rows[0]?.handledAt).toBeInstanceOf(Date);
});

test('another secret, or the other mode, than the portal has is no-go', async () => {
  expect(await resultsAt(portal.url, ['whsec_old'])).toEqual([
    expect.stringMatching(/^no_go: 400/),
    'go: 400',
  ]);
  const [line] = await checkWebhook({ appUrl: portal.url, secrets: [secret], isLive: true });
  expect(line?.result).toBe('no_go');
});

test('a redirect is no-go even where it leads to the right place', async () => {
  const front = await startTestServer((incoming, outgoing) => {
    outgoing.writeHead(308, { location: `${portal.url}${incoming.url}?token=1` }).end();
  });
  expect(await resultsAt(front.url)).toEqual([
    `no_go: 308, to ${portal.url}/api/stripe/webhook`,
    'no_go: 308 instead of 400',
  ]);
  await front.close();
});

test('who answers 200 to everything is no portal of ours', async () => {
  const other = await startTestServer((_, outgoing) => outgoing.end('hello'));
  expect(await resultsAt(other.url)).toEqual(['go: 200, no redirect', 'no_go: 200 instead of 400']);
  expect((await checkPortal(other.url)).map(({ result }) => result)).toEqual(['no_go']);
  await other.close();
});

test('a portal that answers with a clock like ours is go; one that is a minute off, or away, is not', async () => {
  expect((await checkPortal(portal.url)).map(({ result }) => result)).toEqual(['go', 'go']);
  const late = await startTestServer((_, outgoing) => {
    outgoing.setHeader('date', new Date(Date.now() - 60_000).toUTCString()).end('{"build":"x"}');
  });
  expect((await checkPortal(late.url)).map(({ result, found }) => `${result} ${found}`)).toEqual([
    expect.stringMatching(/^go /),
    expect.stringMatching(/^no_go (59|60)\.\d s behind this machine$/),
  ]);
  await late.close();
  await expect(checkPortal(late.url)).rejects.toThrow(/no answer from http:\/\/localhost:\d+: ECONNREFUSED/);
});

test('a redirect that comes to its end is go; another page, and one that never ends, are not', async () => {
  expect(await checkRedirect(portal.url)).toMatchObject({
    result: 'go',
    found: expect.stringMatching(/^307, in/),
  });
  const elsewhere = await startTestServer((_, response) => response.writeHead(307, { location: '/' }).end());
  expect(await checkRedirect(elsewhere.url)).toMatchObject({
    result: 'no_go',
    found: '/tickets answers 307, to /',
  });
  await elsewhere.close();
  // Closed before its end: what waiting for it comes to.
  const unended = await startTestServer((_, response) => {
    response.writeHead(307, { location: '/sign-in', 'transfer-encoding': 'chunked' }).flushHeaders();
    response.write(' ', () => response.destroy());
  });
  expect(await checkRedirect(unended.url)).toMatchObject({
    result: 'no_go',
    fix: expect.stringContaining('0063'),
  });
  await unended.close();
});
