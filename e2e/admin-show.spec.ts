import type { Pool } from 'pg';
import type { Browser, Page } from 'playwright/test';
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { expectFrames, expectMovingPicture } from './frame-strip';
import { lookAgain } from './look-again';
import { moveDay, type ProtectedDay, writeProtectedDay } from './protected-day';
import { signInAt } from './sign-in';

// For axe.
test.use({ bypassCSP: true });

/** A page that asks at most every ten seconds while it is looked at. */
const onePoll = { timeout: 40_000 };

const writeDay = (pool: Pool, address: string): Promise<ProtectedDay> =>
  writeProtectedDay(pool, { keySystems: ['clearkey'], stream: 'manifest.mpd', address });

async function openDesk(browser: Browser, eventDayId: string): Promise<Page> {
  const desk = await browser.newPage({ bypassCSP: true });
  await signInAt(desk, `/sign-in?next=/admin/event-days/${eventDayId}`, 'staff@example.jp');
  return desk;
}

async function openDialog(page: Page, name: string): Promise<void> {
  await expect(async () => {
    await page.getByRole('button', { name, exact: true }).click();
    await expect(page.getByRole('dialog', { name, exact: true })).toBeVisible({ timeout: 1000 });
  }).toPass();
}

/** Two presses, and a reason for the end of a show. */
async function switchTo(desk: Page, name: string, submit = name): Promise<void> {
  await openDialog(desk, name);
  if (name === '配信を終える') await desk.getByLabel('理由', { exact: true }).fill('終演');
  await desk.getByRole('dialog').getByRole('button', { name: submit, exact: true }).click();
  await expect(desk.getByRole('dialog')).toBeHidden();
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
  const { slug, eventDayId } = await writeDay(pool, address);
  await moveDay(pool, eventDayId, { doors: 10, ends: 120 });
  await signInAt(page, `/sign-in?next=/watch/${slug}`, address);
  await expect(page.getByRole('timer')).toBeVisible({ timeout: 20_000 });
  await page.evaluate(() => Reflect.set(window, 'neverReloaded', true));
  const desk = await openDesk(browser, eventDayId);

  await switchTo(desk, '開始を遅らせる', '遅らせる');
  await expect(desk.getByText('待機（手動）')).toBeVisible();
  await moveDay(pool, eventDayId, { doors: -5, ends: 120 });
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
  const { slug, eventDayId } = await writeDay(pool, address);
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

test('a banner in three presses reaches watch, ticket and help pages in both languages, and goes by hand', async ({
  page,
  context,
  browser,
  pool,
  address,
}) => {
  test.setTimeout(150_000);
  const { slug, eventDayId } = await writeDay(pool, address);
  await moveDay(pool, eventDayId, { doors: 20, ends: 180 });
  await signInAt(page, `/sign-in?next=/watch/${slug}`, address);
  await expect(page.getByRole('timer')).toBeVisible({ timeout: 20_000 });
  const [tickets, help, english] = [
    await context.newPage(),
    await context.newPage(),
    await context.newPage(),
  ];
  await tickets.goto('/tickets');
  await help.goto('/help');
  await english.goto('/en/help');
  const audience = [page, tickets, help, english];
  for (const one of audience) await one.evaluate(() => Reflect.set(window, 'neverReloaded', true));
  const desk = await openDesk(browser, eventDayId);
  await expect(desk.getByText('いま出ているお知らせはありません。')).toBeVisible();

  let presses = 0;
  await desk.exposeFunction('countPress', () => (presses += 1));
  await desk.evaluate(() =>
    document.addEventListener('pointerdown', () => void Reflect.get(window, 'countPress')(), true),
  );
  await desk.getByRole('button', { name: 'お知らせを出す' }).click();
  await desk.getByRole('radio', { name: '天候による見合わせ' }).check();
  await desk.getByRole('button', { name: 'この内容で出す' }).click();
  await expect(desk.getByRole('list', { name: '出ているお知らせ' })).toContainText('天候のため');
  expect(presses).toBe(3);

  for (const one of audience) await lookAgain(one);
  for (const one of [page, tickets, help]) {
    await expect(one.getByText('天候のため、公演を見合わせています。')).toBeVisible(onePoll);
  }
  await expect(english.getByText('The show is on hold because of the weather.')).toBeVisible(onePoll);

  await openDialog(desk, '書き直す');
  await desk.getByLabel('日本語の文').fill('雨が上がり、まもなく始まります。');
  await desk.getByLabel('英語の文').fill('The rain is over and the show starts soon.');
  await desk.getByLabel('理由', { exact: true }).fill('雨が上がった');
  await desk.getByRole('button', { name: 'この内容に替える' }).click();
  await expect(desk.getByRole('dialog')).toBeHidden();
  for (const one of audience) await lookAgain(one);
  for (const one of [page, tickets, help]) {
    await expect(one.getByText('雨が上がり、まもなく始まります。')).toBeVisible(onePoll);
    await expect(one.getByText('天候のため、公演を見合わせています。')).toBeHidden();
  }

  await openDialog(desk, '消す');
  await desk.getByRole('dialog').getByRole('button', { name: 'お知らせを消す' }).click();
  await expect(desk.getByText('いま出ているお知らせはありません。')).toBeVisible();
  for (const one of audience) await lookAgain(one);
  for (const one of [page, tickets, help]) {
    await expect(one.getByText('雨が上がり、まもなく始まります。')).toBeHidden(onePoll);
  }
  await expect(english.getByText('The rain is over and the show starts soon.')).toBeHidden(onePoll);
  for (const one of audience) {
    expect(await one.evaluate(() => Reflect.get(window, 'neverReloaded'))).toBe(true);
  }
  await desk.close();
});

test('two at the desk: the slower one is told, and nothing is switched', async ({
  browser,
  pool,
  address,
}) => {
  const { eventDayId } = await writeDay(pool, address);
  const [first, second] = [await openDesk(browser, eventDayId), await openDesk(browser, eventDayId)];
  await openDialog(second, '配信を終える');
  await switchTo(first, '一時中断する', '中断する');
  await second.getByLabel('理由', { exact: true }).fill('終演');
  await second.getByRole('dialog').getByRole('button', { name: '配信を終える', exact: true }).click();
  await expect(second.getByRole('alert')).toContainText('ほかの担当者が先に切り替えました');
  await expectAccessible(second, 'a switch that was refused');
  expect(await positionOf(pool, eventDayId)).toEqual(['paused']);
  for (const desk of [first, second]) await desk.close();
});

for (const width of [320, 1280]) {
  test(`the desk is accessible at ${width} px, with its dialogs and a banner`, async ({
    browser,
    pool,
    address,
  }) => {
    const { eventDayId } = await writeDay(pool, address);
    const desk = await openDesk(browser, eventDayId);
    await desk.setViewportSize({ width, height: 800 });
    await expectAccessible(desk, 'desk');
    await openDialog(desk, '配信を終える');
    await expectAccessible(desk, 'the end of the show');
    await desk.keyboard.press('Escape');
    await openDialog(desk, 'お知らせを出す');
    await desk.getByRole('radio', { name: '開演の遅れ' }).check();
    await expect(desk.getByLabel('日本語の文')).toHaveValue(
      '開演が15分ほど遅れています。このままお待ちください。',
    );
    await desk.getByLabel('遅れ（分）').fill('40');
    await expect(desk.getByLabel('英語の文')).toHaveValue(/about 40 minutes late/);
    // What is said to all would be on the pages of every other test.
    await desk.getByLabel('だれに').selectOption('watching');
    await expectAccessible(desk, 'a banner being written');
    await desk.getByRole('button', { name: 'この内容で出す' }).click();
    await expect(desk.getByRole('list', { name: '出ているお知らせ' })).toContainText('40分ほど');
    await expectAccessible(desk, 'a banner that is shown');
    await openDialog(desk, '消す');
    await desk.getByRole('dialog').getByRole('button', { name: 'お知らせを消す' }).click();
    await expect(desk.getByText('いま出ているお知らせはありません。')).toBeVisible();
    await desk.close();
  });
}

test('support has neither switch nor banner, also by replaying what the desk sends', async ({
  browser,
  pool,
  address,
}) => {
  const { eventDayId } = await writeDay(pool, `viewer-${address}`);
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
  await desk.getByLabel('理由', { exact: true }).fill('終演');
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
