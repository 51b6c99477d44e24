import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { Page } from 'playwright/test';
import { expectAccessible } from './axe';
import { expect, placeOf, test } from './fixtures';
import { expectFrames } from './frame-strip';
import { writeProtectedDay } from './protected-day';
import { signInAt } from './sign-in';

test.use({ bypassCSP: true });

/** Of ten seconds; the notice appears when the picture has stood still for four. */
const WITHIN_MS = 6000;

/** The only origin that these days have, out of reach of this page. */
const media = `${placeOf('E2E_ORIGIN_URL')}/**`;

const stallNotice = (page: Page) => page.locator('[slot="top-chrome"] p').first();

/** What the players of thirty others tell in this minute and the next two: a slow machine stalls late. */
async function writeOthers(pool: Pool, eventDayId: string, stalledMs: number): Promise<void> {
  await pool.query(
    `insert into qoe_minutes (session_id, minute, event_day_id, browser_family, played_ms, stalls, stalled_ms)
     select $1 || n, date_trunc('minute', now()) + later * interval '1 minute', $2, case when n % 3 = 0 then 'safari_ios' else 'chrome' end,
       40000, least($3::int, 1), $3
     from generate_series(1, 30) as n, generate_series(0, 2) as later`,
    [`pbs_other_${randomBytes(8).toString('hex')}_`, eventDayId, stalledMs],
  );
}

test(
  'a stream that stops for everyone is called that, and goes on by itself',
  { tag: '@phone' },
  async ({ page, pool, address, expectedErrors }) => {
    expectedErrors.push(/Failed to load resource/);
    const { slug, eventDayId } = await writeProtectedDay(pool, {
      keySystems: ['clearkey'],
      stream: 'manifest.mpd',
      address,
    });
    await signInAt(page, `/sign-in?next=/watch/${slug}`, address);
    await expectFrames(page.locator('video'), 25);
    await writeOthers(pool, eventDayId, 4000);
    await page.route(media, (route) => route.abort('connectionreset'));
    await expect(stallNotice(page)).toBeVisible({ timeout: 40_000 });
    await expect(page.getByText('配信側で問題が起きています')).toBeVisible({ timeout: WITHIN_MS });
    await expectAccessible(page, 'stalled');
    await page.unroute(media);
    await expectFrames(page.locator('video'), 25);
    await expect(page.getByText('配信側で問題が起きています')).toBeHidden();
  },
);

test('a connection that fails here alone is called that', async ({ page, pool, address, expectedErrors }) => {
  expectedErrors.push(/Failed to load resource/);
  const { slug, eventDayId } = await writeProtectedDay(pool, {
    keySystems: ['clearkey'],
    stream: 'manifest.mpd',
    address,
  });
  await signInAt(page, `/sign-in?next=/watch/${slug}`, address);
  await expectFrames(page.locator('video'), 25);
  await writeOthers(pool, eventDayId, 0);
  await page.route(media, (route) => route.abort('connectionreset'));
  await expect(stallNotice(page)).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText('お手元の通信をご確認ください')).toBeVisible({ timeout: WITHIN_MS });
  await expectAccessible(page, 'stalled alone');
  const beacons = await pool.query<{ stalled_ms: number }>(
    `select stalled_ms from qoe_minutes where event_day_id = $1 and viewer_id is not null and stalled_ms > 0`,
    [eventDayId],
  );
  expect(beacons.rowCount, 'the player has told of its stall').toBeGreaterThan(0);
});
