import type { Page } from 'playwright/test';
import { expectAccessible } from './axe';
import { writeCaseStory } from './case-story';
import { expect, test } from './fixtures';
import { hydrated } from './hydrated';
import { signInAt } from './sign-in';

// For axe.
test.use({ bypassCSP: true });

/** Longer than it takes the page to ask for news. */
const soon = { timeout: 30_000 };

const timeline = (page: Page) => page.getByRole('region', { name: '経過' });
const entries = (page: Page) =>
  timeline(page)
    .getByRole('list')
    .filter({ has: page.locator('time') })
    .locator('> li');

test('one page tells the whole story in order, narrows down, and decodes the code of a refusal', async ({
  page,
  browser,
  address,
  pool,
}) => {
  const { orderId, orderCode, viewerId, supportCode } = await writeCaseStory(pool, address);
  const buyer = await browser.newPage();
  await signInAt(buyer, '/sign-in?next=/tickets', address);
  await buyer.close();
  await signInAt(page, `/sign-in?next=/admin/orders/${orderId}`, 'staff@example.jp');
  await expect(page.getByRole('heading', { name: `注文 ${orderCode}` })).toBeVisible();
  await expect(entries(page).filter({ hasText: 'サインイン' })).toHaveCount(1);
  const told = (await entries(page).allInnerTexts()).join('\n');
  const order = [
    'アカウント連携',
    '返金：完了',
    '視聴が終了：別の端末へ切り替え',
    '映像が15秒止まりました',
    '視聴を拒否：いまいらっしゃる地域では視聴できません',
    '視聴を開始',
    'テスト視聴：視聴できない',
    'メール「購入完了」：送信済み',
    '支払い（1回目）：成功',
  ];
  expect(order.map((words) => told.indexOf(words))).toEqual(
    order.map((words) => told.indexOf(words)).toSorted((a, b) => a - b),
  );
  for (const words of order) expect(told).toContain(words);
  await expect(page.getByRole('region', { name: 'いまの状況' })).toContainText('支払い済み');
  await expectAccessible(page, 'a case');

  await page.getByRole('navigation', { name: '種類で絞り込む' }).getByRole('link', { name: 'お金' }).click();
  await expect(page).toHaveURL(/kind=money/);
  await expect(entries(page).filter({ hasText: '支払い（1回目）' })).toHaveCount(1);
  await expect(entries(page).filter({ hasText: 'テスト視聴' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'お金' })).toHaveAttribute('aria-current', 'true');

  await page.goto(`/admin/orders/${orderId}?code=${supportCode.toLowerCase()}`);
  const decoded = page.getByRole('region', { name: `サポートコード ${supportCode}` });
  await expect(decoded).toContainText('VPN を切ってもらってください');
  await expect(entries(page).filter({ hasText: 'お探しのサポートコードの記録' })).toContainText('3回');
  await expectAccessible(page, 'a case with a code');
  await (await hydrated(page.getByRole('button', { name: '返信を書く' }))).press('Enter');
  await expect(page.getByRole('dialog', { name: '返信を書く' })).toBeVisible();
  await expect(page.getByLabel('文例')).toHaveValue('region');
  await expect(page.getByLabel('本文')).toHaveValue(new RegExp(orderCode));

  const looks = await pool.query('select shown from staff_looks where $1 = any(shown) and what = $2', [
    orderId,
    'case',
  ]);
  expect(looks.rows).toEqual(Array.from({ length: 3 }, () => ({ shown: [orderId, viewerId] })));
});

test('the list updates itself: what is new is told, the focus stays, and nothing that is typed is lost', async ({
  page,
  address,
  pool,
}) => {
  const { orderId } = await writeCaseStory(pool, address);
  await signInAt(page, `/sign-in?next=/admin/orders/${orderId}`, 'staff@example.jp');
  await expect(page.getByText('この一覧は自動で更新されます。')).toBeVisible();
  await page.evaluate('window.isStillHere = true');
  const filter = page.getByRole('link', { name: 'メール', exact: true });
  await filter.focus();
  await pool.query(
    `insert into staff_alerts (dedupe_key, kind, order_id, detail, created_at) values ('a:' || $1, 'refund_failed', $1, 'x', now())`,
    [orderId],
  );
  await expect(entries(page).first()).toContainText('要確認：返金の失敗', soon);
  await expect(page.getByRole('status').filter({ hasText: '新しい記録が1件あります。' })).toBeVisible();
  await expect(filter).toBeFocused();
  expect(await page.evaluate('window.isStillHere')).toBe(true);

  await page.getByRole('button', { name: 'メモを残す' }).press('Enter');
  await page.getByLabel('メモ', { exact: true }).fill('電話で案内済み');
  await pool.query(`update staff_alerts set resolved_at = now() where order_id = $1`, [orderId]);
  await page.getByRole('dialog').getByRole('button', { name: 'メモを残す' }).press('Enter');
  await expect(entries(page).first()).toContainText('電話で案内済み', soon);
  await expect(entries(page).filter({ hasText: '要確認：返金の失敗' })).toContainText('解決済み');
  expect(await page.evaluate('window.isStillHere')).toBe(true);
});

test('older entries have pages of their own, by keyboard alone @phone', async ({ page, address, pool }) => {
  const { orderId, viewerId } = await writeCaseStory(pool, address);
  await pool.query(
    `insert into sign_ins (viewer_id, provider, device, signed_in_at)
     select $1, 'oidc', 'device ' || n, now() - n * interval '1 day' from generate_series(1, 60) n`,
    [viewerId],
  );
  await page.setViewportSize({ width: 320, height: 800 });
  await signInAt(page, `/sign-in?next=/admin/orders/${orderId}`, 'staff@example.jp');
  await expectAccessible(page, 'a case at 320 pixels');
  const older = page.getByRole('link', { name: 'さらに古い記録' });
  await older.press('Enter');
  await expect(page).toHaveURL(/before=/);
  await expect(entries(page).filter({ hasText: /device 60$/m })).toHaveCount(1);
  await expect(page.getByText('古い記録を表示しています。自動では更新されません。')).toBeVisible();
  await page.getByRole('link', { name: '最新の記録へ戻る' }).press('Enter');
  await expect(page).not.toHaveURL(/before=/);
  await expect(entries(page).filter({ hasText: '返金：完了' })).toHaveCount(1);
});

test('a viewer has a page over all orders, also one who has ordered nothing', async ({
  page,
  address,
  pool,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 404/);
  const { orderId, orderCode, viewerId } = await writeCaseStory(pool, address);
  await signInAt(page, `/sign-in?next=/admin/orders/${orderId}`, 'staff@example.jp');
  await page.getByRole('link', { name: 'この視聴者のすべての注文' }).click();
  await expect(page.getByRole('heading', { name: `視聴者 ${address}` })).toBeVisible();
  await expect(page.getByRole('table', { name: '注文', exact: true })).toContainText(orderCode);
  await expect(page.getByRole('table', { name: '公演日ごとのチケット' })).toContainText('有効');
  await expect(entries(page).filter({ hasText: 'メール「購入完了」' })).toContainText(`注文 ${orderCode}`);
  await expectAccessible(page, 'a viewer');
  const looks = await pool.query(`select from staff_looks where shown[1] = $1 and detail = 'viewer'`, [
    viewerId,
  ]);
  expect(looks.rows).toHaveLength(1);

  const alone = await pool.query<{ id: string }>(
    `insert into viewers (id, email) values ('vwr_' || $1, 'alone-' || $1 || '@example.jp') returning id`,
    [orderId.slice(4)],
  );
  await page.goto(`/admin/viewers/${alone.rows[0]?.id ?? ''}?code=${'2'.repeat(6)}`);
  await expect(page.getByText('この視聴者の注文はありません。')).toBeVisible();
  await expect(page.getByText('まだ記録はありません。')).toBeVisible();
  await expect(page.getByText('サポートコード 222222 は、ここの記録にありません')).toBeVisible();
  await expectAccessible(page, 'a viewer without orders');
  for (const place of ['/admin/viewers/vwr_none', '/admin/orders/ord_none']) {
    expect((await page.goto(place))?.status(), place).toBe(404);
  }
});
