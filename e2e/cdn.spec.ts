import type { APIRequestContext } from 'playwright/test';
import { expect, placeOf, test } from './fixtures';
import { type ProtectedDay, writeProtectedDay } from './protected-day';
import { signInAt } from './sign-in';

const wish = { keySystems: ['clearkey'], stream: 'manifest.mpd', hasBackup: true };

function segmentOf({ slug }: ProtectedDay, manifestUrl: string, origin = placeOf('E2E_ORIGIN_URL')): string {
  const start = /\/(\d+)\/manifest\.mpd$/.exec(manifestUrl)?.[1] ?? '';
  return `${origin}/live/${slug}/${start}/v240/init.mp4`;
}

async function openDay(request: APIRequestContext, { eventDayId }: ProtectedDay) {
  const opened = await request.post('/api/playback', { data: { eventDayId } });
  expect(opened.status()).toBe(200);
  return opened.json();
}

test('the CDN hands out segments to those let in, on both origins, of their day alone', async ({
  page,
  request,
  pool,
  address,
}) => {
  const [day, other] = [
    await writeProtectedDay(pool, { ...wish, address }),
    await writeProtectedDay(pool, { ...wish, address: `not-${address}` }),
  ];
  await signInAt(page, '/sign-in?next=/tickets', address);
  const { manifestUrl, mediaCredentials } = await openDay(page.request, day);
  expect(mediaCredentials).toBe(true);
  const segment = segmentOf(day, manifestUrl);

  const stranger = await request.get(segment);
  expect([stranger.status(), await stranger.text()]).toEqual([403, expect.stringContaining('MissingKey')]);
  expect((await page.request.get(segment)).status()).toBe(200);
  const backup = segmentOf(day, manifestUrl, placeOf('E2E_BACKUP_ORIGIN_URL'));
  expect((await page.request.get(backup)).status()).toBe(200);

  const cookies = (await page.context().cookies(segment)).filter(({ name }) =>
    name.startsWith('CloudFront-'),
  );
  expect(cookies).toHaveLength(4);
  expect(cookies.every(({ httpOnly }) => httpOnly)).toBe(true);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const elsewhere = await request.get(segmentOf(other, manifestUrl), { headers: { cookie } });
  expect([elsewhere.status(), await elsewhere.text()]).toEqual([
    403,
    expect.stringContaining('AccessDenied'),
  ]);
});

test('a beat renews the cookies; when the day is over they open nothing', async ({ page, pool, address }) => {
  const day = await writeProtectedDay(pool, { ...wish, address });
  await signInAt(page, '/sign-in?next=/tickets', address);
  const { manifestUrl, sessionId, token } = await openDay(page.request, day);
  const segment = segmentOf(day, manifestUrl);
  await page.context().clearCookies({ name: /^CloudFront-/ });
  expect((await page.request.get(segment)).status()).toBe(403);
  const beat = () =>
    page.request.post(`/api/playback/${sessionId}/heartbeat`, {
      headers: { authorization: `Bearer ${token}` },
      data: { watchedSeconds: 0, stalls: 0, leaving: false },
    });

  expect((await beat()).status()).toBe(200);
  expect((await page.request.get(segment)).status()).toBe(200);

  // Playback is over a quarter of an hour after the end: in eight seconds.
  await pool.query(
    `update event_days set doors_at = now() - interval '1 hour', starts_at = now() - interval '1 hour',
       ends_at = now() - interval '14 minutes 52 seconds' where id = $1`,
    [day.eventDayId],
  );
  expect((await beat()).status()).toBe(200);
  expect((await page.request.get(segment)).status()).toBe(200);
  await expect.poll(async () => (await page.request.get(segment)).status(), { timeout: 15_000 }).toBe(403);
});
