import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { hydrated } from './hydrated';
import { giveTicket } from './rows';
import { signInAt } from './sign-in';

// For axe.
test.use({ bypassCSP: true });

async function leaveNote(page: Page, words: string): Promise<void> {
  await (await hydrated(page.getByRole('button', { name: 'メモを残す', exact: true }))).press('Enter');
  await page.getByLabel('メモ', { exact: true }).fill(words);
  await page.getByRole('dialog').getByRole('button', { name: 'メモを残す' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'メモを残しました' })).toBeVisible();
}

async function changeContact(page: Page, to: string): Promise<void> {
  await page.getByRole('button', { name: '連絡先を変更', exact: true }).click();
  await page.getByLabel('新しい連絡先メールアドレス').fill(to);
  await page.getByLabel('理由', { exact: true }).fill('本人からの電話');
  await page.getByRole('dialog').getByRole('button', { name: '変更する' }).click();
  await expect(page.getByRole('status').filter({ hasText: '連絡先を変更しました' })).toBeVisible();
}

test('an act shows with who, what, why, before and after; it is found, and leaves as a file', async ({
  page,
  pool,
  address,
}) => {
  const { orderId, orderCode } = await giveTicket(pool, address);
  await signInAt(page, `/sign-in?next=/admin/orders/${orderId}`, 'staff@example.jp');
  await leaveNote(page, '=電話で案内済み');
  await changeContact(page, `new-${address}`);

  await page
    .getByRole('navigation', { name: 'スタッフメニュー' })
    .getByRole('link', { name: '記録' })
    .click();
  await page.getByLabel('注文番号または注文ID').fill(orderCode.toLowerCase());
  await page.getByLabel('注文番号または注文ID').press('Enter');
  const rows = page.getByRole('table', { name: '操作' }).getByRole('row');
  await expect(rows).toHaveCount(3);
  // The newest first.
  const [changed, note] = [rows.nth(1), rows.nth(2)];
  await expect(changed).toContainText('連絡先の変更');
  await expect(changed).toContainText('staff@example.jp');
  await expect(changed).toContainText('オーナー');
  await expect(changed).toContainText('本人からの電話');
  await expect(changed).toContainText(`前: ${address}`);
  await expect(changed).toContainText(`後: new-${address}`);
  await expect(note).toContainText('=電話で案内済み');
  await expectAccessible(page, 'acts');

  await page.getByRole('combobox', { name: '操作' }).selectOption('add_note');
  await page.getByRole('button', { name: '絞り込む' }).click();
  await expect(rows).toHaveCount(2);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'この条件の記録を書き出す（CSV）' }).click(),
  ]);
  const file = await readFile(await download.path(), 'utf8');
  const act = await pool.query<{ id: string; local: string; utc: string }>(
    `select id, to_char(acted_at at time zone 'Asia/Tokyo', 'YYYY-MM-DD HH24:MI:SS') as local,
       to_char(acted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as utc
     from staff_acts where order_id = $1 and power = 'add_note'`,
    [orderId],
  );
  const { id, local, utc } = act.rows[0] ?? { id: '', local: '', utc: '' };
  expect(file).toBe(
    [
      '\uFEFF日時（JST）,日時（UTC）,操作ID,担当者,役割,操作,理由,注文番号,注文ID,視聴者ID,公演ID,対象,変更前,変更後',
      `${local},${utc},${id},staff@example.jp,オーナー,メモ,'=電話で案内済み,${orderCode},${orderId},,evt_minato,,,`,
      '',
    ].join('\r\n'),
  );
  await rows.nth(1).getByRole('link', { name: orderCode }).click();
  await expect(page.getByRole('heading', { name: `注文 ${orderCode}` })).toBeVisible();
});

test('who has looked at what is written down, this page and its files included', async ({
  page,
  pool,
  address,
}) => {
  await pool.query(
    `insert into staff_members (email, roles, changed_by, changed_at) values ($1, '{finance}', 'staff@example.jp', now())`,
    [address],
  );
  await signInAt(page, '/sign-in?next=/admin/audit', address);
  expect((await page.request.get('/admin/sales/evt_minato/orders.csv')).status()).toBe(200);
  await page.getByRole('link', { name: '個人情報の閲覧' }).click();
  await page.getByLabel('担当者のメールアドレス').fill(address.toUpperCase().slice(0, 30));
  await page.getByRole('button', { name: '絞り込む' }).click();
  const table = page.getByRole('table', { name: '個人情報の閲覧' });
  await expect(table.getByRole('row').filter({ hasText: 'orders evt_minato' })).toContainText('書き出し');
  await expect(table.getByRole('row').filter({ hasText: /looks/ }).first()).toContainText('操作の記録');
  await expectAccessible(page, 'looks');
});

test('nothing found, and what cannot be meant, say so; at 320 px too', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await signInAt(page, '/sign-in?next=/admin/audit', 'staff@example.jp');
  await expectAccessible(page, 'audit at 320 px');
  await page.goto('/admin/audit?who=nobody-at-all');
  await expect(page.getByText('当てはまる記録はありません。')).toBeVisible();
  await expectAccessible(page, 'audit without records');
  await page.goto('/admin/audit?order=なにか&from=2026-02-31');
  await expect(page.getByText('注文番号（XXXX-XXXX）か、ord_ で始まるIDを入れてください。')).toBeVisible();
  await expect(page.getByText('存在しない日付か、「いつまで」が「いつから」より前です。')).toBeVisible();
  await expectAccessible(page, 'audit with a wrong filter');
  expect((await page.request.get('/admin/audit/acts.csv?order=なにか')).status()).toBe(400);
});
