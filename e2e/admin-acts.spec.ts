import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright/test';
import { expectAccessible } from './axe';
import { buyAtFestival } from './checkout';
import { expect, test } from './fixtures';
import { expectFrames } from './frame-strip';
import { hydrated } from './hydrated';
import { lookAgain } from './look-again';
import { mailsTo } from './mailbox';
import { festival, giveTicket } from './rows';
import { signedInBefore, signInAt } from './sign-in';

/** Mails go out at the next tick of the jobs. */
const nextTick = { timeout: 30_000 };

// For axe.
test.use({ bypassCSP: true });

/** By the keyboard alone, as soon as the page answers. */
async function openAct(page: Page, name: string): Promise<void> {
  await (await hydrated(page.getByRole('button', { name, exact: true }))).press('Enter');
  await expect(page.getByRole('dialog', { name, exact: true })).toBeVisible();
}

/** Types into the field that has the focus, in place of what was there. */
async function retype(page: Page, label: string, text: string): Promise<void> {
  await expect(page.getByLabel(label, { exact: true })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

async function submitAct(page: Page, label: string): Promise<void> {
  await page.keyboard.press('Tab');
  await expect(page.getByRole('dialog').getByRole('button', { name: label, exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
}

async function expectDone(page: Page, button: string, news: string): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: news })).toBeVisible();
  await expect(page.getByRole('button', { name: button, exact: true })).toBeFocused();
}

test('support answers a case by keyboard: mail to a corrected address, a reply, a note', async ({
  page,
  address,
  pool,
}) => {
  const { orderId, orderCode } = await giveTicket(pool, address);
  await pool.query(
    `insert into outbox (dedupe_key, kind, order_id, to_address, locale, created_at, next_try_at, sent_at)
     values ('confirmation:' || $1, 'confirmation', $1, $2, 'ja', now(), now(), now())`,
    [orderId, address],
  );
  await signInAt(page, `/sign-in?next=/admin/orders/${orderId}`, 'staff@example.jp');

  const corrected = `${randomUUID()}@example.jp`;
  await openAct(page, 'メールを再送');
  await expect(page.getByLabel('再送するメール')).toContainText(`${address} へ送信済み`);
  await expectAccessible(page, 'the dialog of an act');
  await page.keyboard.press('Tab');
  await retype(page, 'あて先', corrected);
  await page.keyboard.press('Tab');
  await submitAct(page, '再送する');
  await expectDone(page, 'メールを再送', 'メールを送信待ちに入れました');

  const asked = `${randomUUID()}@example.jp`;
  await openAct(page, '返信を書く');
  await page.getByLabel('文例').selectOption('paid_ready');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await retype(page, 'あて先', asked);
  await page.keyboard.press('Tab');
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('係の舞台です。');
  await page.keyboard.press('Tab');
  await submitAct(page, '返信を送る');
  await expectDone(page, '返信を書く', '返信を送信待ちに入れました');

  await openAct(page, 'メモを残す');
  await retype(page, 'メモ', '電話で案内済み');
  await submitAct(page, 'メモを残す');
  await expectDone(page, 'メモを残す', 'メモを残しました');

  await expect.poll(() => mailsTo(corrected), nextTick).toEqual([expect.stringContaining(orderCode)]);
  await expect
    .poll(() => mailsTo(asked), nextTick)
    .toEqual([
      expect.stringMatching(new RegExp(`係の舞台です。.*[^]*ご注文（${orderCode}）のお支払いは確認`)),
    ]);
  const acts = await pool.query(
    'select power, staff_email from staff_acts where order_id = $1 order by acted_at',
    [orderId],
  );
  expect(acts.rows).toEqual(
    ['resend_mail', 'send_reply', 'add_note'].map((power) => ({ power, staff_email: 'staff@example.jp' })),
  );
});

test('an act that is refused says why, keeps what was typed, and leaves by Escape', async ({
  page,
  address,
  pool,
}) => {
  const { orderId } = await giveTicket(pool, address);
  await signInAt(page, `/sign-in?next=/admin/orders/${orderId}`, 'staff@example.jp');
  await openAct(page, '連絡先を変更');
  await retype(page, '新しい連絡先メールアドレス', address);
  await page.keyboard.press('Tab');
  await retype(page, '理由', '本人からの電話');
  await submitAct(page, '変更する');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('alert')).toHaveText('いまと同じ連絡先です。');
  await expect(dialog.getByLabel('理由', { exact: true })).toHaveValue('本人からの電話');
  await expectAccessible(page, 'the dialog of an act that was refused');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: '連絡先を変更' })).toBeFocused();
  expect((await pool.query('select from staff_acts where order_id = $1', [orderId])).rows).toEqual([]);
});

test('a page that was left open for a day asks for a new sign-in and keeps what was typed', async ({
  page,
  address,
  pool,
}) => {
  const { orderId } = await giveTicket(pool, address);
  await signInAt(page, `/sign-in?next=/admin/orders/${orderId}`, 'staff@example.jp');
  await openAct(page, 'メモを残す');
  await retype(page, 'メモ', '朝の電話の続き');
  await signedInBefore(page, 24 * 60 * 60);
  await submitAct(page, 'メモを残す');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('サインインから時間がたちました。')).toBeVisible();
  await expect(dialog.getByLabel('メモ', { exact: true })).toHaveValue('朝の電話の続き');
  expect((await pool.query('select from staff_acts where order_id = $1', [orderId])).rows).toEqual([]);
});

test(
  'a refund from the search box ends playback in the viewer’s window',
  { tag: '@main' },
  async ({ page, context, browser, pool, address, expectedErrors }) => {
    expectedErrors.push(/status of 403/);
    const orderId = await buyAtFestival(page, address);
    const watching = await context.newPage();
    await watching.goto(`/watch/${festival.slug}`);
    await expectFrames(watching.locator('video'), 10);

    const staff = await browser.newPage();
    await signInAt(staff, '/sign-in?next=/admin', 'staff@example.jp');
    await staff.getByRole('searchbox').fill(orderId);
    await staff.keyboard.press('Enter');
    await expect(staff).toHaveURL(new RegExp(`/admin/orders/${orderId}`));
    await openAct(staff, '返金');
    await expect(staff.getByRole('dialog')).toContainText('購入者に￥2,500が戻ります。');
    await staff.keyboard.press('Tab');
    await retype(staff, '理由', '観られなかったとのこと');
    await submitAct(staff, '返金する');
    await expectDone(staff, '返金', '返金を受け付けました');
    await openAct(staff, '返金');
    await expect(staff.getByRole('dialog')).toContainText('返金できるチケットはありません。');
    await staff.close();

    await lookAgain(watching);
    await expect(watching.getByText('このチケットは使えません').first()).toBeVisible();
    await expect(watching.locator('video')).toBeHidden();
    const money = await pool.query(
      `select refunds.amount_minor, source from refunds join payments on payments.id = payment_id where order_id = $1`,
      [orderId],
    );
    expect(money.rows).toEqual([{ amount_minor: 2500, source: 'staff' }]);
    const acts = await pool.query('select power, reason from staff_acts where order_id = $1', [orderId]);
    expect(acts.rows).toEqual([{ power: 'refund', reason: '観られなかったとのこと' }]);
  },
);
