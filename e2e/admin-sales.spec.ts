import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import type { Pool } from 'pg';
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { writeSmallEvent } from './rows';
import { signInAt } from './sign-in';

// For axe.
test.use({ bypassCSP: true });

const own = () => randomBytes(8).toString('hex');

/** An event with three sales, a refund, money that came too late, a comp and a hold, as an accountant would write it down. */
async function writeSmallBook(pool: Pool) {
  const { slug, ticketTypeId } = await writeSmallEvent(pool, { priceMinor: 1800, capacity: 20 });
  const found = await pool.query<{ id: string }>('select id from events where slug = $1', [slug]);
  const eventId = found.rows[0]?.id ?? '';
  await pool.query(`update ticket_types set name = '{"ja":"S席, 前方","en":"S"}' where id = $1`, [
    ticketTypeId,
  ]);
  const [mark, viewerId] = [own(), `vwr_${own()}`];
  await pool.query(`insert into viewers (id, email, name) values ($1, $2, '=HYPERLINK("http://evil","x")')`, [
    viewerId,
    `${mark}@example.jp`,
  ]);
  const order = async (n: number, paidAt: string | null, more: { source?: string; state?: string } = {}) => {
    const { source = 'sale', state = 'paid' } = more;
    const discount = source === 'comp' ? 1800 : n === 2 ? 300 : 0;
    await pool.query(
      `insert into orders (id, code, viewer_id, event_id, state, source, total_minor, currency, contact_email, locale,
         client_key, hold_until, created_at, paid_at)
       values ($1, $2, $3, $4, $5, $6, $7, 'JPY', '+81@example.jp', 'ja', $1, '2030-01-01', '2026-10-01T00:00:00Z', $8)`,
      [`ord_${mark}${n}`, `${mark}-${n}`, viewerId, eventId, state, source, 1800 - discount, paidAt],
    );
    await pool.query(
      `insert into order_lines (id, order_id, ticket_type_id, price_minor, discount_minor) values ($1, $2, $3, 1800, $4)`,
      [`lin_${mark}${n}`, `ord_${mark}${n}`, ticketTypeId, discount],
    );
  };
  const payment = async (n: number, amount: number, method: string) =>
    pool.query(
      `insert into payments (id, order_id, attempt, payment_intent_id, charge_id, amount_minor, currency, state, method, created_at)
       values ($1, $2, 1, $3, $4, $5, 'JPY', 'succeeded', $6, '2026-10-01T00:00:00Z')`,
      [`pay_${mark}${n}`, `ord_${mark}${n}`, `pi_${mark}${n}`, `ch_${mark}${n}`, amount, method],
    );
  const refund = async (n: number, purpose: string, { amount = 1800, source = 'staff' } = {}) =>
    pool.query(
      `insert into refunds (id, payment_id, purpose, amount_minor, source, state, created_at, stripe_refund_id)
       values ($1, $2, $3, $4, $5, 'succeeded', '2026-10-03T03:00:00Z', $6)`,
      [`ref_${mark}${n}`, `pay_${mark}${n}`, purpose, amount, source, `re_${mark}${n}`],
    );
  // 23:59 and midnight in Tokyo.
  await order(1, '2026-10-01T14:59:59Z');
  await payment(1, 1800, 'card');
  await order(2, '2026-10-01T15:00:00.5Z');
  await payment(2, 1500, 'konbini');
  await order(3, '2026-10-02T01:00:00Z', { state: 'refunded' });
  await payment(3, 1800, 'card');
  await refund(3, `lines:lin_${mark}3`);
  await pool.query(`update order_lines set revoked_at = '2026-10-03T03:00:00Z' where id = $1`, [
    `lin_${mark}3`,
  ]);
  await order(4, null, { state: 'refunded' });
  await payment(4, 1800, 'card');
  await refund(4, 'not_fulfilled', { source: 'late_payment' });
  await order(5, '2026-10-02T02:00:00Z', { source: 'comp' });
  await order(6, null, { state: 'held' });
  return { eventId, slug, ticketTypeId, mark, viewerId };
}

async function saved(page: Page, name: string): Promise<{ file: string; text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name, exact: true }).click(),
  ]);
  const bytes = await readFile(await download.path());
  expect([...bytes.subarray(0, 3)], 'byte order mark').toEqual([0xef, 0xbb, 0xbf]);
  return { file: download.suggestedFilename(), text: bytes.toString('utf8').slice(1) };
}

const rowOf = (page: Page, table: string, name: string) =>
  page
    .getByRole('region', { name: table })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) });

test('what the page says was sold is what the rows say, on the days asked for', async ({ page, pool }) => {
  const { eventId } = await writeSmallBook(pool);
  await signInAt(page, `/sign-in?next=/admin/sales`, 'staff@example.jp');
  await page.goto(`/admin/sales?event=${eventId}`);
  await expect(rowOf(page, '日別', '2026-10-01')).toHaveText('2026-10-0110￥1,800￥0￥0￥0￥1,800');
  await expect(rowOf(page, '日別', '2026-10-02')).toHaveText('2026-10-0220￥3,600-￥300￥0￥0￥3,300');
  await expect(rowOf(page, '日別', '2026-10-03')).toHaveText('2026-10-0301￥0￥0-￥1,800￥0-￥1,800');
  for (const table of ['日別', '券種別', '支払い方法別'])
    await expect(rowOf(page, table, '合計')).toHaveText('合計31￥5,400-￥300-￥1,800￥0￥3,300');
  await expect(rowOf(page, '支払い方法別', 'コンビニ')).toHaveText('コンビニ10￥1,800-￥300￥0￥0￥1,500');
  await expect(rowOf(page, '返金のきっかけ別', 'スタッフ')).toHaveText('スタッフ-￥1,800');
  const standing = page.getByRole('region', { name: '売上のほかに' });
  for (const [name, value] of [
    ['申し込み', '5件'],
    ['うち支払い済み', '3件'],
    ['支払いまで進んだ割合', '60.0%'],
    ['招待券の受け取り', '1枚'],
    ['券にならなかった入金', '1件￥1,800'],
    ['確保中の注文', '1件￥1,800'],
  ] as const)
    await expect(standing.locator('div').filter({ hasText: new RegExp(`^${name}${value}$`) })).toBeVisible();
  await expectAccessible(page, 'sales');

  // By keyboard: only the second day.
  await page.getByLabel('いつから').fill('2026-10-02');
  await page.getByLabel('いつまで').fill('2026-10-02');
  await page.getByLabel('いつまで').press('Enter');
  await expect(page).toHaveURL(/from=2026-10-02&to=2026-10-02/);
  await expect(rowOf(page, '日別', '合計')).toHaveText('合計20￥3,600-￥300￥0￥0￥3,300');
});

test('wrong days, no sales at all, and a phone of 320 px: each says what it is', async ({ page, pool }) => {
  const { eventId } = await writeSmallBook(pool);
  await signInAt(page, `/sign-in?next=/admin/sales`, 'staff@example.jp');
  await page.goto(`/admin/sales?event=${eventId}&from=2026-10-03&to=2026-10-02`);
  await expect(page.getByText('日付を確かめてください')).toBeVisible();
  await expectAccessible(page, 'sales with wrong days');
  await page.goto(`/admin/sales?event=${eventId}&from=2020-01-01&to=2020-01-02`);
  await expect(page.getByText('この期間の売上はありません。')).toBeVisible();
  await expectAccessible(page, 'sales without any');
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto(`/admin/sales?event=${eventId}`);
  await expectAccessible(page, 'sales at 320 px');
});

test('the files are right byte by byte, harmless to a spreadsheet, and written down', async ({
  page,
  pool,
}) => {
  const { eventId, slug, ticketTypeId, mark, viewerId } = await writeSmallBook(pool);
  await signInAt(page, `/sign-in?next=/admin/sales`, 'staff@example.jp');
  await page.goto(`/admin/sales?event=${eventId}&to=2026-10-31`);
  const orders = await saved(page, '売れた券を書き出す');
  expect(orders.file).toMatch(
    new RegExp(`^${slug}\\.orders\\.to-2026-10-31\\.as-of-\\d{4}-\\d\\d-\\d\\d\\.csv$`),
  );
  const who = `${viewerId},"'=HYPERLINK(""http://evil"",""x"")",${mark}@example.jp,'+81@example.jp`;
  const ticket = `${ticketTypeId},"S席, 前方",JPY`;
  expect(orders.text).toBe(
    [
      '注文番号,注文ID,明細ID,区分,状態,支払い日時（JST）,支払い日時（UTC）,券種ID,券種,通貨,定価,値引き,支払額,割引コード,支払い方法,戻った日時（JST）,戻った日時（UTC）,視聴者ID,氏名,サインイン用メールアドレス,連絡先メールアドレス',
      `${mark}-1,ord_${mark}1,lin_${mark}1,販売,支払い済み,2026-10-01 23:59:59,2026-10-01T14:59:59.000Z,${ticket},1800,0,1800,,カード,,,${who}`,
      `${mark}-2,ord_${mark}2,lin_${mark}2,販売,支払い済み,2026-10-02 00:00:00,2026-10-01T15:00:00.500Z,${ticket},1800,300,1500,,コンビニ,,,${who}`,
      `${mark}-3,ord_${mark}3,lin_${mark}3,販売,返金済み,2026-10-02 10:00:00,2026-10-02T01:00:00.000Z,${ticket},1800,0,1800,,カード,2026-10-03 12:00:00,2026-10-03T03:00:00.000Z,${who}`,
      `${mark}-5,ord_${mark}5,lin_${mark}5,招待,支払い済み,2026-10-02 11:00:00,2026-10-02T02:00:00.000Z,${ticket},1800,1800,0,,支払いなし,,,${who}`,
      '',
    ].join('\r\n'),
  );
  const money = await saved(page, '列名を英語の識別子にする お金の動き');
  const paid = (n: number, amount: number, tail: string) =>
    `pay_${mark}${n},payment,${tail},,,${mark}-${n},ord_${mark}${n},pi_${mark}${n},ch_${mark}${n},,${viewerId}`.replace(
      'AMOUNT',
      String(amount),
    );
  expect(money.text).toBe(
    [
      'movement_id,kind,at_local,at_utc,currency,amount,is_sale,state,method,refund_source,line_ids,order_code,order_id,payment_intent_id,charge_id,stripe_refund_id,viewer_id',
      paid(4, 1800, '2026-10-01 09:00:00,2026-10-01T00:00:00.000Z,JPY,AMOUNT,no,succeeded,card'),
      paid(1, 1800, '2026-10-01 23:59:59,2026-10-01T14:59:59.000Z,JPY,AMOUNT,yes,succeeded,card'),
      paid(2, 1500, '2026-10-02 00:00:00,2026-10-01T15:00:00.500Z,JPY,AMOUNT,yes,succeeded,konbini'),
      paid(3, 1800, '2026-10-02 10:00:00,2026-10-02T01:00:00.000Z,JPY,AMOUNT,yes,succeeded,card'),
      `ref_${mark}3,refund,2026-10-03 12:00:00,2026-10-03T03:00:00.000Z,JPY,-1800,yes,succeeded,card,staff,lin_${mark}3,${mark}-3,ord_${mark}3,pi_${mark}3,ch_${mark}3,re_${mark}3,${viewerId}`,
      `ref_${mark}4,refund,2026-10-03 12:00:00,2026-10-03T03:00:00.000Z,JPY,-1800,no,succeeded,card,late_payment,,${mark}-4,ord_${mark}4,pi_${mark}4,ch_${mark}4,re_${mark}4,${viewerId}`,
      '',
    ].join('\r\n'),
  );
  const watch = await saved(page, '視聴の記録を書き出す');
  expect(watch.text).toMatch(/^公演日ID,公演日,開演（JST）,開演（UTC）,.*,断った回数\r\n$/);
  const looks = await pool.query(
    `select staff_email, what, detail, count from staff_looks where detail like '%' || $1 || '%' order by id`,
    [eventId],
  );
  const look = { staff_email: 'staff@example.jp', what: 'export' };
  expect(looks.rows).toEqual([
    { ...look, detail: `orders ${eventId} ..2026-10-31`, count: 4 },
    { ...look, detail: `money ${eventId} ..2026-10-31`, count: 6 },
    { ...look, detail: `watch ${eventId}`, count: 0 },
  ]);
});

test('to the support desk neither page nor files exist, and the menu does not name them', async ({
  page,
  pool,
  address,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 404/);
  const { eventId } = await writeSmallBook(pool);
  await pool.query(
    `insert into staff_members (email, roles, changed_by, changed_at) values ($1, '{support}', 'staff@example.jp', now())`,
    [address],
  );
  await signInAt(page, '/sign-in?next=/admin', address);
  await expect(page.getByRole('navigation', { name: 'スタッフメニュー' })).not.toContainText(/売上|記録/);
  for (const path of [
    `/admin/sales?event=${eventId}`,
    `/admin/sales/${eventId}/orders.csv`,
    '/admin/audit',
    '/admin/audit/acts.csv',
  ])
    expect((await page.request.get(path)).status(), path).toBe(404);
});
