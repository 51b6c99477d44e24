import type { Pool } from 'pg';
import { expect, test } from './fixtures';
import { expectMovingPicture } from './frame-strip';
import { lookAgain } from './look-again';
import { moveDay, writeProtectedDay } from './protected-day';
import { signInAt } from './sign-in';

async function announce(pool: Pool, slug: string, audience: string, text: string): Promise<void> {
  await pool.query(
    `insert into announcements (id, event_id, severity, audience, text, starts_at, ends_at)
     select 'ann_' || md5($3 || slug), id, 'warning', $2, jsonb_build_object('ja', $3::text, 'en', $3::text),
       now() - interval '1 minute', now() + interval '1 hour'
     from events where slug = $1`,
    [slug, audience, text],
  );
}

test(
  'lobby, show and end follow each other without a page being loaded',
  { tag: '@phone' },
  async ({ page, pool, address, expectedErrors }) => {
    expectedErrors.push(/status of 403/);
    const { slug, eventDayId } = await writeProtectedDay(pool, {
      keySystems: ['clearkey'],
      stream: 'manifest.mpd',
      address,
    });
    await pool.query(
      `update event_days set program = jsonb_build_array(jsonb_build_object('at', now() + interval '2 hours',
         'title', '{"ja":"第一幕","en":"Act one"}'::jsonb)) where id = $1`,
      [eventDayId],
    );
    await moveDay(pool, eventDayId, { doors: 60, ends: 180 });
    await signInAt(page, `/sign-in?next=/watch/${slug}`, address);
    await expect(page.getByRole('timer')).toHaveText(/開場まで 00:5\d:\d\d/, { timeout: 20_000 });
    await expect(page.getByRole('listitem').filter({ hasText: '第一幕' })).toBeVisible();
    await expect(page.locator('video')).toHaveCount(0);
    await page.evaluate(() => Reflect.set(window, 'neverReloaded', true));

    await announce(pool, slug, 'tickets', '開場が早まりました');
    await moveDay(pool, eventDayId, { doors: -5, ends: 120 });
    await lookAgain(page);
    await expectMovingPicture(page.locator('video'));
    await expect(page.getByText('開場が早まりました')).toBeVisible();

    await moveDay(pool, eventDayId, { doors: -120, ends: -60 });
    await lookAgain(page);
    await expect(page.getByRole('heading', { name: '配信は終了しました' })).toBeVisible({ timeout: 20_000 });
    await expect(page.locator('video')).toHaveCount(0);
    expect(await page.evaluate(() => Reflect.get(window, 'neverReloaded'))).toBe(true);
  },
);
