import { createHmac } from 'node:crypto';
import { expect, test } from './fixtures';
import { festival } from './rows';

/** The routes as the built server answers them; every status of the license route is proven beside its code. */
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test('POST /api/stripe/webhook: 400 unsigned, 400 forged, 413 over 1 MiB, 405 for GET, 200 signed', async ({
  request,
}) => {
  const url = '/api/stripe/webhook';
  const body = JSON.stringify({
    id: `evt_e2e_${Date.now()}`,
    object: 'event',
    type: 'customer.created',
    livemode: false,
    data: { object: { id: 'cus_1', object: 'customer' } },
  });
  const at = Math.floor(Date.now() / 1000);
  const sign = (secret: string) => ({
    'stripe-signature': `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`,
  });
  const good = sign(process.env.STRIPE_WEBHOOK_SECRET ?? '');
  expect((await request.post(url, { data: body })).status()).toBe(400);
  expect((await request.post(url, { data: body, headers: sign('whsec_other') })).status()).toBe(400);
  expect((await request.post(url, { data: `${body} `, headers: good })).status()).toBe(400);
  expect((await request.post(url, { data: 'x'.repeat(1024 * 1024 + 1), headers: good })).status()).toBe(413);
  expect((await request.get(url)).status()).toBe(405);
  expect((await request.post(url, { data: body, headers: good })).status()).toBe(200);
});

test('idle connections are kept longer than Caddy, nginx and AWS’s load balancers keep theirs', async ({
  request,
}) => {
  const { 'keep-alive': kept } = (await request.get('/api/health')).headers();
  expect(Number(/timeout=(\d+)/.exec(kept ?? '')?.[1])).toBeGreaterThan(120);
});

test('POST /api/jobs: 404 without or with a wrong secret, 405 for GET, a report with the right one', async ({
  request,
}) => {
  const url = '/api/jobs';
  expect((await request.post(url)).status()).toBe(404);
  expect((await request.post(url, { headers: bearer('wrong') })).status()).toBe(404);
  expect((await request.get(url)).status()).toBe(405);
  const tick = await request.post(url, { headers: bearer(process.env.JOBS_SECRET ?? '') });
  expect(await tick.json()).toMatchObject({ failed: [] });
});

test('POST /api/playback: 400, 401, 404, 405, 413 as documented', async ({ request }) => {
  const url = '/api/playback';
  const status = async (data: unknown) => (await request.post(url, { data })).status();
  expect(await status('{')).toBe(400);
  expect(await status({ eventDayId: 'day_minato_test', price: 0 })).toBe(400);
  expect(await status({ eventDayId: festival.dayOnAir })).toBe(401);
  expect(await status({ eventDayId: 'day_none' })).toBe(404);
  expect(await status({ eventDayId: 'x'.repeat(5000) })).toBe(413);
  expect((await request.get(url)).status()).toBe(405);
});

test('POST /api/playback/{id}/heartbeat: a token of another session is refused, its own is renewed', async ({
  request,
}) => {
  const open = async () =>
    (await request.post('/api/playback', { data: { eventDayId: 'day_minato_test' } })).json();
  const [first, second] = [await open(), await open()];
  const beat = { watchedSeconds: 1, stalls: 0, leaving: false };
  const url = `/api/playback/${first.sessionId}/heartbeat`;
  expect((await request.post(url, { data: beat })).status()).toBe(401);
  expect((await request.post(url, { data: beat, headers: bearer(second.token) })).status()).toBe(401);
  expect(
    (await request.post(url, { data: { ...beat, stalls: -1 }, headers: bearer(first.token) })).status(),
  ).toBe(400);
  const renewed = await request.post(url, { data: beat, headers: bearer(first.token) });
  expect(renewed.status()).toBe(200);
  expect(renewed.headers()['cache-control']).toBe('no-store');
  expect(await renewed.json()).toHaveProperty('token');
});

test('GET /api/health tells the build and nothing else; every page carries the security headers', async ({
  request,
}) => {
  const health = await request.get('/api/health');
  expect(Object.keys(await health.json())).toEqual(['build']);
  for (const address of ['/', `/events/${festival.slug}`, '/sign-in', '/nope', '/api/health']) {
    const headers = (await request.get(address)).headers();
    expect(headers['x-content-type-options'], address).toBe('nosniff');
    expect(headers['x-frame-options'], address).toBe('DENY');
    expect(headers['x-powered-by'], address).toBeUndefined();
    expect(headers['referrer-policy'], address).toBeTruthy();
    if (!address.startsWith('/api'))
      expect(headers['content-security-policy'], address).toContain("frame-ancestors 'none'");
  }
});

test('a server action posted from another site is refused', async ({ request }) => {
  const answer = await request.post(`/checkout/${festival.slug}`, {
    headers: { origin: 'https://evil.example', 'next-action': 'a'.repeat(42), 'content-type': 'text/plain' },
    data: '[]',
  });
  expect(answer.status()).toBeGreaterThanOrEqual(400);
});
