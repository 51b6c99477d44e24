import { expect, test } from './fixtures';
import { expectFrames } from './frame-strip';
import { lookAgain } from './look-again';
import { festival, giveTicket, revokeTicket, writeSmallEvent } from './rows';
import { signInAt } from './sign-in';
import { vendorRequests } from './twins';

test('not signed in: the live page says so and leads to sign-in and back', async ({ page, address }) => {
  await page.goto(`/watch/${festival.slug}`);
  await expect(page.locator('video')).toHaveCount(0);
  await page.getByRole('link', { name: /サインイン/ }).click();
  await expect(page).toHaveURL(/sign-in/);
  await signInAt(page, page.url(), address);
  await expect(page).toHaveURL(new RegExp(`/watch/${festival.slug}`));
});

test(
  'no ticket: a clear reason and the way to buy, and no player',
  { tag: ['@phone', '@main'] },
  async ({ page, address }) => {
    await signInAt(page, `/sign-in?next=/watch/${festival.slug}`, address);
    await expect(page.getByRole('link', { name: /チケットを購入する|購入/ }).first()).toBeVisible();
    await expect(page.locator('video')).toHaveCount(0);
  },
);

test('too early: the page says when the doors open', async ({ page, pool, address }) => {
  const { slug } = await writeSmallEvent(pool);
  await signInAt(page, `/sign-in?next=/watch/${slug}`, address);
  await expect(page.locator('video')).toHaveCount(0);
});

test('a hand-made license request is refused with a closed code and never reaches the vendor', async ({
  page,
  request,
  pool,
  address,
}) => {
  await signInAt(page, `/sign-in?next=/watch/${festival.slug}`, address);
  const before = await vendorRequests(pool, 'day_minato_3');
  const opened = await page.request.post('/api/playback', { data: { eventDayId: 'day_minato_3' } });
  expect([opened.status(), await opened.json()]).toMatchObject([403, { code: 'not_entitled' }]);
  const open = await page.request.post('/api/playback', { data: { eventDayId: 'day_minato_test' } });
  const { token } = await open.json();
  const keys = await pool.query<{ kid: string }>(
    "select kid from event_day_keys where event_day_id = 'day_minato_3'",
  );
  const kids = keys.rows.map(({ kid }) => Buffer.from(kid.replaceAll('-', ''), 'hex').toString('base64url'));
  const license = await request.post('/api/license/clearkey', {
    headers: { authorization: `Bearer ${token}` },
    data: { kids, type: 'temporary' },
  });
  expect(license.status()).toBe(403);
  expect(license.headers()['content-type']).toBe('application/problem+json');
  expect(await license.json()).toMatchObject({ code: 'unknown_key', status: 403 });
  expect(await vendorRequests(pool, 'day_minato_3')).toBe(before);
});

test('a cross-site page cannot open a session with the viewer’s cookie', async ({ page, address }) => {
  await signInAt(page, '/sign-in', address);
  const response = await page.request.post('/api/playback', {
    headers: { origin: 'https://evil.example' },
    data: { eventDayId: 'day_minato_test' },
  });
  expect([response.status(), await response.json()]).toMatchObject([400, { code: 'bad_request' }]);
});

test('a ticket taken back ends playback at the next beat, in words', async ({
  page,
  pool,
  address,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 403/);
  const { orderId } = await giveTicket(pool, address);
  await signInAt(page, `/sign-in?next=/watch/${festival.slug}`, address);
  await expectFrames(page.locator('video'), 5);
  await revokeTicket(pool, orderId);
  await lookAgain(page);
  await expect(page.locator('video')).toBeHidden();
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
});
