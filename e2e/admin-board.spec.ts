import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright/test';
import { expectAccessible } from './axe';
import { writeAlert, writeEventOnAir, writeRefusal, writeWatcher } from './board-rows';
import { expect, test } from './fixtures';
import { signInAt } from './sign-in';

test.use({ bypassCSP: true });

const card = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: title }) });
const anAddress = () => `${randomUUID()}@example.jp`;
const supportCode = () =>
  `Z${randomUUID()
    .replace(/[^2-9a-f]/g, '')
    .toUpperCase()
    .slice(0, 5)}`;

test('every number is right, renews itself, and leads to the person', async ({ page, pool }) => {
  const event = await writeEventOnAir(pool);
  const [slow, refused] = [anAddress(), anAddress()];
  for (let n = 0; n < 4; n += 1) await writeWatcher(pool, event, { address: anAddress(), firstFrame: 1000 });
  const troubled = await writeWatcher(pool, event, { address: slow, firstFrame: 6000, stalledMs: 10_000 });
  await signInAt(page, '/sign-in?next=/admin/event-days', 'staff@example.jp');
  await page.getByRole('row').filter({ hasText: '小さな公演' }).first().waitFor();
  await expectAccessible(page, 'days');
  await page.goto(`/admin/event-days/${event.dayId}`);
  await expect(card(page, '視聴中')).toContainText('5 台');
  await expect(card(page, '視聴中')).toContainText('販売 5 / 10 枚');
  await expect(card(page, '再生開始の成功率')).toContainText('100.0 %');
  await expect(card(page, '映像が出るまで')).toContainText('1.0 秒');
  await expect(card(page, '映像が出るまで')).toContainText('95％の人は 6.0 秒以内');
  // 10 s of 5 × 40 s and those 10 s.
  await expect(card(page, '途切れた時間の割合')).toContainText('4.76 %');
  await expect(card(page, '途切れた時間の割合')).toContainText('注意');
  await expect(page.getByText('この期間にお断りした人はいません。')).toBeVisible();
  await expectAccessible(page, 'board');

  const code = supportCode();
  const seventh = await writeWatcher(pool, event, { address: refused });
  await writeRefusal(pool, event, { viewerId: seventh.viewerId, supportCode: code });
  await expect(card(page, '視聴中')).toContainText('6 台', { timeout: 30_000 });
  const row = page.getByRole('row').filter({ hasText: 'region_blocked' });
  await expect(row).toContainText('Firefox');
  await row.getByRole('link', { name: '1件' }).click();
  await expect(page.getByRole('heading', { name: 'お断りした人' })).toBeVisible();
  await expectAccessible(page, 'people');
  const person = page.getByRole('row').filter({ hasText: refused });
  await expect(person).toContainText(code);
  await person.getByRole('link', { name: seventh.orderCode }).click();
  await expect(page).toHaveURL(new RegExp(`/admin/orders/${seventh.orderId}`));

  await page.goto(`/admin/event-days/${event.dayId}`);
  await card(page, '途切れた時間の割合').getByRole('link', { name: '2秒以上途切れた 1件' }).press('Enter');
  await expect(page.getByRole('row').filter({ hasText: slow })).toContainText('10.0 秒');
  await expect(page.getByRole('link', { name: troubled.orderCode })).toBeVisible();
  await page.getByRole('link', { name: 'この公演日の状況に戻る' }).click();
  await card(page, '視聴中').getByRole('link', { name: '視聴中の人を見る' }).click();
  await expect(page.getByRole('row')).toHaveCount(7);
});

test('while nothing is answered it says since when; then it goes on by itself', async ({
  page,
  pool,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 503/);
  const event = await writeEventOnAir(pool);
  await signInAt(page, `/sign-in?next=/admin/event-days/${event.dayId}`, 'staff@example.jp');
  await expect(page.getByText('自動更新中')).toBeVisible();
  await expect(card(page, '視聴中')).toContainText('0 台');
  const before = await page.getByRole('heading', { name: 'いまの数字' }).boundingBox();
  await page.route('**/numbers?*', (route) => route.fulfill({ status: 503, body: '' }));
  await page.getByRole('button', { name: '今すぐ更新' }).press('Enter');
  await expect(page.getByText('更新が止まっています')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'より後の数字がありません' })).toBeVisible();
  expect(await page.getByRole('heading', { name: 'いまの数字' }).boundingBox()).toEqual(before);
  await expectAccessible(page, 'not updated');
  await page.unroute('**/numbers?*');
  await page.getByRole('button', { name: '今すぐ更新' }).press('Enter');
  await expect(page.getByText('自動更新中')).toBeVisible();
  await expectAccessible(page, 'empty board');
});

test('charts have a table with the same numbers, and an alert is resolved by keyboard with a reason', async ({
  page,
  pool,
}) => {
  const event = await writeEventOnAir(pool);
  const { orderId, orderCode } = await writeWatcher(pool, event, { address: anAddress() });
  const detail = await writeAlert(pool, orderId);
  await signInAt(page, `/sign-in?next=/admin/event-days/${event.dayId}`, 'staff@example.jp');
  await expect(page.getByRole('img', { name: /^視聴中（台）。いま 1、最小 0、最大 1。/ })).toBeVisible();
  await expect(page.locator('canvas')).toHaveCount(4);
  await page.getByText('数値を表で見る').press('Enter');
  const newest = page.getByRole('table', { name: '直近3時間の推移' }).getByRole('row').nth(1);
  await expect(newest.getByRole('cell').first()).toHaveText('1');
  await expectAccessible(page, 'with the table');

  const row = page.getByRole('row').filter({ hasText: detail });
  await expect(row.getByRole('link', { name: orderCode })).toHaveAttribute(
    'href',
    `/admin/orders/${orderId}`,
  );
  await row.getByRole('button', { name: '対応済みにする' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/理由/).fill('手で返金した');
  await expectAccessible(page, 'dialog');
  await dialog.getByRole('button', { name: '対応済みにする' }).press('Enter');
  await expect(row).toHaveCount(0);
  const acts = await pool.query('select reason, order_id from staff_acts where subject = $1', [
    `refund_failed:${orderId}`,
  ]);
  expect(acts.rows).toEqual([{ reason: '手で返金した', order_id: orderId }]);
});

test('@phone the board and its lists fit 320 px', async ({ page, pool }) => {
  const event = await writeEventOnAir(pool);
  const { viewerId } = await writeWatcher(pool, event, { address: anAddress(), stalledMs: 3000 });
  await writeRefusal(pool, event, { viewerId, supportCode: supportCode() });
  await page.setViewportSize({ width: 320, height: 800 });
  await signInAt(page, `/sign-in?next=/admin/event-days/${event.dayId}`, 'staff@example.jp');
  await expect(page.locator('canvas')).toHaveCount(4);
  await expectAccessible(page, 'board');
  await page.goto(`/admin/event-days/${event.dayId}/people?what=refused`);
  await expectAccessible(page, 'people');
  await page.goto('/admin/event-days');
  await expectAccessible(page, 'days');
});

test('charts never make the page wider than the window, not for the moment until they are drawn anew', async ({
  page,
  pool,
}) => {
  const event = await writeEventOnAir(pool);
  // For as long as the test takes nothing is drawn anew.
  await page.addInitScript(() =>
    Object.assign(window.ResizeObserver.prototype, { observe: () => undefined }),
  );
  await signInAt(page, `/sign-in?next=/admin/event-days/${event.dayId}`, 'staff@example.jp');
  await expect(page.locator('canvas')).toHaveCount(4);
  await page.setViewportSize({ width: 320, height: 800 });
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);
});

/** A word of the chart library's own code: it survives minification. */
const charts = /u-cursor-pt|u-hz/;

test('the chart library is loaded by the board and by no other page', async ({ page, pool }) => {
  const event = await writeEventOnAir(pool);
  await signInAt(page, '/sign-in?next=/admin', 'staff@example.jp');
  const codeOf = async (address: string, drawn = 0) => {
    const sources = new Set<string>();
    page.removeAllListeners('request');
    page.on('request', (request) => {
      if (request.resourceType() === 'script') sources.add(request.url());
    });
    await page.goto(address, { waitUntil: 'networkidle' });
    await expect(page.locator('canvas')).toHaveCount(drawn);
    const code = await Promise.all(
      [...sources].map(async (source) => (await page.request.get(source)).text()),
    );
    return code.join('\n');
  };
  for (const address of ['/', '/admin', '/admin/event-days', '/admin/comps', '/tickets'])
    expect(charts.test(await codeOf(address)), address).toBe(false);
  expect(charts.test(await codeOf(`/admin/event-days/${event.dayId}`, 4))).toBe(true);
});
