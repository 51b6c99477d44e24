import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright/test';
import { buyAtFestival } from './checkout';
import { expect, test } from './fixtures';
import { hydrated } from './hydrated';
import { giveTicket } from './rows';
import { giveCode, randomSupportCode } from './support-codes';
import { signInAt } from './sign-in';
import { paymentIntentsOf } from './twins';

test('staff find a purchase by mail address, order code and payment id', async ({
  page,
  browser,
  address,
  pool,
}) => {
  const orderId = await buyAtFestival(page, address);
  const [intent] = await paymentIntentsOf(orderId);
  const order = await pool.query<{ code: string }>('select code from orders where id = $1', [orderId]);
  const code = order.rows[0]?.code ?? '';

  const staff = await browser.newPage();
  await signInAt(staff, '/sign-in?next=/admin', 'staff@example.jp');
  for (const query of [
    address,
    address.slice(0, 20).toUpperCase(),
    code.toLowerCase().replace('-', ''),
    intent?.id ?? 'none',
  ]) {
    await staff.goto('/admin');
    await staff.getByRole('searchbox').fill(query);
    await staff.getByRole('searchbox').press('Enter');
    await expect(staff.getByText(code).first(), query).toBeVisible();
  }
  await staff.goto(`/admin/orders/${orderId}`);
  await expect(staff.getByText(intent?.id ?? 'none')).toBeVisible();
  await expect(staff.getByText(address).first()).toBeVisible();
  await staff.close();
});

test('for viewers and strangers /admin is an address that does not exist', async ({
  page,
  address,
  expectedErrors,
  request,
}) => {
  expectedErrors.push(/status of 404/);
  // Addresses of the same length, so that what is left of a difference is not the address itself.
  for (const [path, unknown] of [
    ['/admin', '/nadim'],
    ['/admin/orders/ord_x', '/nadim/orders/ord_x'],
  ] as const) {
    const [answer, other] = [await request.get(path), await request.get(unknown)];
    expect([answer.status(), other.status()]).toEqual([404, 404]);
    expect(plain(await answer.text()), path).toBe(plain((await other.text()).replaceAll('nadim', 'admin')));
  }
  await signInAt(page, '/sign-in', address);
  const response = await page.goto('/admin');
  expect(response?.status()).toBe(404);
  const html = await page.content();
  expect(html).not.toMatch(/app\/admin|components\/staff|スタッフ/);
});

async function find(page: Page, typed: string): Promise<void> {
  await page.goto('/admin');
  await page.getByRole('searchbox').fill(typed);
  await page.getByRole('searchbox').press('Enter');
}

test('one hit opens at once, whatever was typed, and the way back is a list', async ({
  page,
  address,
  pool,
}) => {
  const { orderId, orderCode } = await giveTicket(pool, address);
  const name = `試験${randomUUID().slice(0, 8)}`;
  await pool.query('update viewers set name = $2 where email = $1', [address, name]);
  const last4 = String(1000 + Math.floor(Math.random() * 9000));
  const amount = 100_000 + Math.floor(Math.random() * 800_000);
  const { rows: paid } = await pool.query<{ at: Date }>(
    `insert into payments (id, order_id, attempt, payment_intent_id, amount_minor, currency, state, card_last4, created_at)
     values ('pay_' || $1, $1, 1, 'pi_' || substr($1, 5), $2, 'JPY', 'succeeded', $3, now()) returning created_at as at`,
    [orderId, amount, last4],
  );
  const [code, mark] = [randomSupportCode(), randomSupportCode()];
  await giveCode(pool, address, { decision: code, mark });
  await signInAt(page, '/sign-in?next=/admin', 'staff@example.jp');
  const day = paid[0]?.at.toLocaleDateString('ja-JP', {
    timeZone: 'Asia/Tokyo',
    month: 'long',
    day: 'numeric',
  });
  const typed = [
    address.toUpperCase(),
    address.slice(0, 18),
    orderCode.toLowerCase().replace('-', ' '),
    orderId,
    `pi_${orderId.slice(4)}`,
    `＊${last4}　${amount.toLocaleString('ja-JP')}円　${day}`,
    `${amount} ${last4}`,
    name,
    code.toLowerCase(),
    mark,
  ];
  for (const text of typed) {
    await find(page, text);
    await expect(page, text).toHaveURL(new RegExp(`/admin/orders/${orderId}\\?q=`));
  }
  await page.getByRole('link', { name: '検索へ戻る' }).click();
  await expect(page.getByRole('heading', { name: 'コードの意味' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: '映像の透かし' })).toContainText(address);
  await expect(page.getByRole('link', { name: orderCode })).toBeVisible();
  await page.getByRole('link', { name: orderCode }).click();
  await page.goBack();
  await expect(page.getByRole('link', { name: orderCode })).toBeVisible();
});

test('somebody who never ordered is found, and a test without a sign-in is decoded', async ({
  page,
  address,
  pool,
}) => {
  const viewerId = `vwr_${randomUUID().replaceAll('-', '')}`;
  await pool.query('insert into viewers (id, email) values ($1, $2)', [viewerId, address]);
  const code = randomSupportCode();
  await giveCode(pool, undefined, { test: code });
  await signInAt(page, `/sign-in?next=${encodeURIComponent(`/admin?q=${address}`)}`, 'staff@example.jp');
  await expect(page.getByRole('heading', { name: '注文のない人' })).toBeVisible();
  await expect(page.getByRole('link', { name: address })).toHaveAttribute(
    'href',
    `/admin/viewers/${viewerId}?q=${encodeURIComponent(address)}`,
  );
  await find(page, code);
  await expect(page.getByRole('row').filter({ hasText: 'テスト視聴' })).toContainText('なし');
  const looks = await pool.query<{ shown: string[] }>(
    `select shown from staff_looks where staff_email = 'staff@example.jp' and $1 = any(shown)`,
    [viewerId],
  );
  expect(looks.rows.length).toBeGreaterThan(0);
});

test('from another page to a case by the keyboard alone', async ({ page, pool }) => {
  const part = randomUUID().slice(0, 12);
  const older = await giveTicket(pool, `a-${part}@example.jp`);
  const newer = await giveTicket(pool, `b-${part}@example.jp`);
  await signInAt(page, '/sign-in?next=/admin/comps', 'staff@example.jp');
  const box = page.getByRole('searchbox');
  await expect(async () => {
    // It is on another page; there, a second press would be a letter.
    if ((await box.count()) === 0) await page.locator('body').press('/');
    await expect(box).toBeFocused({ timeout: 1000 });
  }).toPass();
  await page.keyboard.type(part);
  await page.keyboard.press('Enter');
  const row = (code: string) => page.getByRole('link', { name: code });
  await expect(row(newer.orderCode)).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await expect(row(newer.orderCode)).toBeFocused({ timeout: 1000 });
  }).toPass();
  await page.keyboard.press('ArrowDown');
  await expect(row(older.orderCode)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(row(older.orderCode)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(box).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/admin/orders/${older.orderId}`));
});

test('the key can be switched off, and says nothing while typing', async ({ page }) => {
  await signInAt(page, '/sign-in?next=/admin', 'staff@example.jp');
  const box = page.getByRole('searchbox');
  await box.fill('');
  await box.press('/');
  await expect(box).toHaveValue('/');
  const setting = page.getByRole('checkbox', { name: /検索欄へ移動/ });
  await (await hydrated(setting)).uncheck();
  await page.reload();
  await expect(setting).not.toBeChecked();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('/');
  await expect(box).not.toBeFocused();
  await setting.check();
  await setting.blur();
  await page.keyboard.press('/');
  await expect(box).toBeFocused();
});

test('a slow answer is announced, and older orders are a page of their own', async ({ page, pool }) => {
  const part = randomUUID().slice(0, 12);
  await pool.query(
    `insert into viewers (id, email) select 'vwr_' || $1 || n, $1 || '-' || n || '@example.jp' from generate_series(1, 52) n`,
    [part],
  );
  await pool.query(
    `insert into orders (id, code, viewer_id, event_id, state, total_minor, currency, contact_email, locale, client_key, hold_until, created_at)
     select 'ord_' || replace($1, '-', '') || n, $1 || n, 'vwr_' || $1 || n, 'evt_minato', 'expired', 2500, 'JPY', $1 || '-' || n || '@example.jp',
       'ja', n, now(), now() - n * interval '1 minute' from generate_series(1, 52) n`,
    [part],
  );
  await signInAt(page, '/sign-in?next=/admin', 'staff@example.jp');
  // An answer without a page leaves this one where it is, so that it can be looked at while it waits.
  await page.route(/admin\?.*q=/, (route) => route.fulfill({ status: 204 }));
  const box = await hydrated(page.getByRole('searchbox'));
  await box.fill(part);
  await box.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: '読み込んでいます…' })).toBeVisible();
  await page.unroute(/admin\?.*q=/);
  await page.getByRole('searchbox').press('Enter');
  await expect(page.getByRole('link', { name: `${part}50`, exact: true })).toBeVisible();
  await expect(page.getByText('注文 50件以上')).toBeVisible();
  await page.getByRole('link', { name: 'さらに古い注文' }).click();
  await expect(page.getByRole('link', { name: `${part}52`, exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: `${part}50`, exact: true })).toBeHidden();
  await page.getByRole('link', { name: '新しい注文に戻る' }).click();
  await expect(page.getByRole('link', { name: `${part}1`, exact: true })).toBeVisible();
});

/** A page without what differs between any two requests. */
function plain(html: string): string {
  return html.replace(/nonce="[^"]*"/g, '').replace(/"(timeStamp|now)":\d+/g, '');
}
