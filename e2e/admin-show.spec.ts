import type { Pool } from 'pg';
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { expectFrames, expectMovingPicture } from './frame-strip';
import { lookAgain } from './look-again';
import { moveDay } from './protected-day';
import { onePoll, openDesk, openDialog, switchTo, writeClearDay } from './show-desk';
import { signInAt } from './sign-in';

// For axe.
test.use({ bypassCSP: true });

/** The planned time of the doors passes while they are held. */
async function letDoorsPass(pool: Pool, eventDayId: string): Promise<void> {
  await pool.query(
    `update event_days set doors_at = (select max(switched_at) + interval '1 millisecond' from show_switches
       where event_day_id = event_days.id) where id = $1`,
    [eventDayId],
  );
}

const positionOf = async (pool: Pool, eventDayId: string) => {
  const { rows } = await pool.query<{ position: string }>(
    'select position from show_switches where event_day_id = $1 order by id',
    [eventDayId],
  );
  return rows.map(({ position }) => position);
};

test('hold, on air ahead of the plan, pause, end and back: the watch page follows without being loaded', async ({
  page,
  browser,
  pool,
  address,
  expectedErrors,
}) => {
  test.setTimeout(180_000);
  expectedErrors.push(/status of 403/);
  const { slug, eventDayId } = await writeClearDay(pool, address);
  await moveDay(pool, eventDayId, { doors: 10, ends: 120 });
  await signInAt(page, `/sign-in?next=/watch/${slug}`, address);
  await expect(page.getByRole('timer')).toBeVisible({ timeout: 20_000 });
  await page.evaluate(() => Reflect.set(window, 'neverReloaded', true));
  const desk = await openDesk(browser, eventDayId);

  await switchTo(desk, '開始を遅らせる', '遅らせる');
  await expect(desk.getByText('待機（手動）')).toBeVisible();
  await letDoorsPass(pool, eventDayId);
  await lookAgain(page);
  await expect(page.getByRole('heading', { name: '開場が遅れています' })).toBeVisible(onePoll);
  await expect(page.locator('video')).toHaveCount(0);

  await moveDay(pool, eventDayId, { doors: 30, ends: 120 });
  await switchTo(desk, '配信を始める');
  await lookAgain(page);
  await expectMovingPicture(page.locator('video'));

  await switchTo(desk, '一時中断する', '中断する');
  await lookAgain(page);
  await expect(page.getByText('再開まで、このままお待ちください。')).toBeVisible(onePoll);
  await expectFrames(page.locator('video'), 5);

  await switchTo(desk, '配信を終える');
  await lookAgain(page);
  await expect(page.getByRole('heading', { name: '配信は終了しました' })).toBeVisible(onePoll);
  await expect(page.locator('video')).toHaveCount(0);

  await switchTo(desk, '配信を始める');
  await lookAgain(page);
  await expect(page.locator('video')).toHaveCount(1, onePoll);
  await expectMovingPicture(page.locator('video'));
  expect(await page.evaluate(() => Reflect.get(window, 'neverReloaded'))).toBe(true);

  expect(await positionOf(pool, eventDayId)).toEqual(['hold', 'live', 'paused', 'ended', 'live']);
  const acts = await pool.query(
    `select power from staff_acts where subject = $1 and staff_email = 'staff@example.jp'`,
    [eventDayId],
  );
  expect(acts.rows).toEqual(Array.from({ length: 5 }, () => ({ power: 'switch_show' })));
  await desk.close();
});

test('the event page and My tickets follow the switch too, without being loaded', async ({
  page,
  context,
  browser,
  pool,
  address,
}) => {
  test.setTimeout(120_000);
  const { slug, eventDayId } = await writeClearDay(pool, address);
  await moveDay(pool, eventDayId, { doors: 60, ends: 180 });
  await signInAt(page, '/sign-in?next=/tickets', address);
  const strip = await context.newPage();
  await strip.goto(`/events/${slug}`);
  const state = strip.getByRole('region', { name: 'いまの状況' });
  await expect(page.getByText('開場になると、ここから視聴できます。')).toBeVisible();
  await expect(state).toContainText('開場前');
  const desk = await openDesk(browser, eventDayId);

  await switchTo(desk, '配信を始める');
  for (const one of [page, strip]) await lookAgain(one);
  await expect(page.getByRole('link', { name: '一日目を視聴する' })).toBeVisible(onePoll);
  await expect(state.getByRole('link', { name: '視聴ページへ' })).toBeVisible(onePoll);

  await switchTo(desk, '一時中断する', '中断する');
  for (const one of [page, strip]) await lookAgain(one);
  await expect(page.getByText('ただいま中断しています。再開までお待ちください。')).toBeVisible(onePoll);
  await expect(state).toContainText('中断中', onePoll);
  await desk.close();
});

test('two at the desk: the slower one is told, and nothing is switched', async ({
  browser,
  pool,
  address,
}) => {
  const { eventDayId } = await writeClearDay(pool, address);
  const [first, second] = [await openDesk(browser, eventDayId), await openDesk(browser, eventDayId)];
  await openDialog(second, '配信を終える');
  await switchTo(first, '一時中断する', '中断する');
  await second.getByLabel('理由', { exact: true }).fill('終演しました');
  await second.getByRole('dialog').getByRole('button', { name: '配信を終える', exact: true }).click();
  await expect(second.getByRole('dialog').getByRole('alert')).toContainText(
    'ほかの担当者が先に切り替えました',
  );
  await expectAccessible(second, 'a switch that was refused');
  expect(await positionOf(pool, eventDayId)).toEqual(['paused']);
  for (const desk of [first, second]) await desk.close();
});

test('support has neither switch nor banner, also by replaying what the desk sends', async ({
  browser,
  pool,
  address,
}) => {
  const { eventDayId } = await writeClearDay(pool, `viewer-${address}`);
  await pool.query(
    `insert into staff_members (email, roles, changed_by, changed_at) values ($1, '{support}', 'staff@example.jp', now())`,
    [address],
  );
  const support = await browser.newPage();
  await signInAt(support, `/sign-in?next=/admin/event-days/${eventDayId}`, address);
  await expect(support.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(support.getByRole('heading', { name: '配信の切り替え' })).toHaveCount(0);
  await expect(support.getByRole('heading', { name: '視聴者へのお知らせ' })).toHaveCount(0);

  const desk = await openDesk(browser, eventDayId);
  await openDialog(desk, '配信を終える');
  await desk.getByLabel('理由', { exact: true }).fill('終演しました');
  const sent = desk.waitForRequest((request) => request.headers()['next-action'] !== undefined);
  await desk.route('**/admin/event-days/**', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await desk.getByRole('dialog').getByRole('button', { name: '配信を終える', exact: true }).click();
  const { headers, body } = await sent.then(async (request) => ({
    headers: await request.allHeaders(),
    body: request.postDataBuffer(),
  }));
  const replayed = await support.request.post(`/admin/event-days/${eventDayId}`, {
    headers: { 'next-action': headers['next-action'] ?? '', 'content-type': headers['content-type'] ?? '' },
    data: body ?? Buffer.alloc(0),
  });
  expect(await replayed.text()).toContain('not_found');
  expect(await positionOf(pool, eventDayId)).toEqual([]);
  for (const one of [desk, support]) await one.close();
});
