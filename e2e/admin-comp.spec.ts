import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright/test';
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { hydrated } from './hydrated';
import { mailsTo } from './mailbox';
import { giveTicket, writeSmallEvent } from './rows';
import { pressSignIn, signedInBefore, signInAt } from './sign-in';

test.use({ bypassCSP: true });

test('a complimentary ticket from the grant to the viewer, whose link then is used up', async ({
  page,
  browser,
  pool,
  address,
  request,
}) => {
  const { ticketTypeId } = await writeSmallEvent(pool, { capacity: 1 });
  const staff = await browser.newPage({ bypassCSP: true });
  await staff.setViewportSize({ width: 390, height: 800 });
  await signInAt(staff, '/sign-in?next=/admin/comps', 'staff@example.jp');
  await staff.getByLabel('公演と券種').selectOption(ticketTypeId);
  await staff.getByLabel('送り先のメールアドレス').fill(address);
  await staff.getByLabel('理由').first().fill('協賛のご招待');
  await expectAccessible(staff, 'form');
  const review = staff.getByRole('button', { name: '確認する' }).first();
  await expect(review).toBeEnabled();
  await review.press('Enter');
  await expect(staff.getByText('この内容で送ります')).toBeVisible();
  await expectAccessible(staff, 'preview');
  await staff.getByRole('button', { name: '戻る', exact: true }).press('Enter');
  await expect(review).toBeFocused();
  await review.press('Enter');
  await staff.getByRole('button', { name: '招待券を送る' }).click();
  await expect(staff.getByText('送信を受け付けました')).toBeVisible();
  await expect(staff.getByRole('row').filter({ hasText: address })).toContainText('受け取り待ち');

  const path = await claimPath({ address, tick: () => tick(request) });
  await page.goto(path);
  await expect(page.getByRole('heading', { name: '招待チケットが届いています' })).toBeVisible();
  await expectAccessible(page, 'claim, signed out');
  const way = page.getByRole('link', { name: 'サインインして受け取る' });
  await expect(way).toHaveAttribute('href', `/sign-in?next=${encodeURIComponent(path)}`);
  await signInAt(page, `/sign-in?next=${path}`, address);
  await page.getByRole('button', { name: 'チケットを受け取る' }).click();
  await expect(page.getByText('チケットを受け取りました')).toBeVisible();
  await expectAccessible(page, 'claimed');
  await page.getByRole('link', { name: 'マイチケットを開く' }).click();
  await expect(page.getByText('小さな公演').first()).toBeVisible();

  const other = await browser.newPage();
  await signInAt(other, `/sign-in?next=${path}`, `${randomUUID()}@example.jp`);
  await expect(other.getByText('このリンクは使用済みです')).toBeVisible();
  await staff.reload();
  await expect(staff.getByRole('row').filter({ hasText: address })).toContainText('受け取り済み');
  await other.close();
  await staff.close();
});

test('tickets move to another sign-in after proof by mail', async ({
  page,
  browser,
  pool,
  address,
  request,
}) => {
  const { orderId } = await giveTicket(pool, address);
  const staff = await browser.newPage();
  await signInAt(staff, `/sign-in?next=/admin/orders/${orderId}`, 'staff@example.jp');
  await (await hydrated(staff.getByRole('button', { name: '別のサインインへ移す' }))).click();
  const dialog = staff.getByRole('dialog');
  await dialog.getByLabel(/理由/).fill('別のアカウントで購入');
  await dialog.getByRole('button', { name: '確認のリンクを送る' }).click();
  await expect(staff.getByText('確認のリンクを送信待ちに入れました')).toBeVisible();

  const path = await claimPath({ address, tick: () => tick(request) });
  await signInAt(page, `/sign-in?next=${path}`, `${randomUUID()}@example.jp`);
  await page.getByRole('button', { name: 'このアカウントに移す' }).click();
  await expect(page.getByText('チケットを受け取りました')).toBeVisible();
  await page.goto(`/orders/${orderId}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await staff.close();
});

test('roles are given and taken by an owner who has just signed in; an older sign-in is asked again', async ({
  page,
  address,
}) => {
  await signInAt(page, '/sign-in?next=/admin/staff', 'staff@example.jp');
  await page.setViewportSize({ width: 390, height: 800 });
  await expectAccessible(page, 'staff');
  await signedInBefore(page, 20 * 60);
  const add = page.getByRole('region', { name: '担当者を追加' });
  const fill = async () => {
    await add.getByLabel('メールアドレス').fill(address);
    await add.getByRole('checkbox', { name: '進行' }).check();
    await add.getByLabel('理由').fill('当日の進行');
    await add.getByRole('button', { name: '確認する' }).click();
    await expect(add.getByText('この内容でよろしいですか')).toBeVisible();
    await add.getByRole('button', { name: '追加する' }).click();
  };
  await fill();
  await expect(page.getByText('もう一度サインインが必要です')).toBeVisible();
  await expectAccessible(page, 'asked to sign in again');
  await page.getByRole('link', { name: 'サインインし直す' }).click();
  await expect(page.getByRole('heading', { name: 'もう一度サインインしてください' })).toBeVisible();
  await expectAccessible(page, 'sign in again');
  await expect(page.getByLabel('メールアドレス')).toHaveCount(0);
  await pressSignIn(page, 'staff@example.jp');
  await expect(page).toHaveURL(/\/admin\/staff$/);
  await fill();
  const member = page.getByRole('listitem').filter({ hasText: address });
  await expect(member.getByText('進行').first()).toBeVisible();

  await member.locator('summary').press('Enter');
  await member.getByRole('checkbox', { name: '進行' }).uncheck();
  await member.getByLabel('理由').fill('公演終了');
  await member.getByRole('button', { name: '確認する' }).press('Enter');
  await expect(member.getByText('なし（担当者から削除）')).toBeVisible();
  await member.getByRole('button', { name: '変更する' }).press('Enter');
  await expect(member).toHaveCount(0);
});

test('a role cannot be given before the browser can ask whether it is right', async ({
  page,
  browser,
  address,
}) => {
  await signInAt(page, '/sign-in?next=/admin/staff', 'staff@example.jp');
  // As a page whose scripts have not come yet.
  const early = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const form = await early.newPage();
  const sent: string[] = [];
  form.on('request', (request) => void (request.method() === 'POST' && sent.push(request.url())));
  await form.goto('/admin/staff');
  const add = form.getByRole('region', { name: '担当者を追加' });
  await add.getByLabel('理由').fill('当日の進行');
  await add.getByRole('checkbox', { name: '進行' }).check();
  await add.getByLabel('メールアドレス').fill(address);
  await expect(add.getByRole('button', { name: '確認する' })).toBeDisabled();
  await add.getByLabel('メールアドレス').press('Enter');
  await form.goto('/admin/staff');
  await expect(form.getByRole('listitem').filter({ hasText: address })).toHaveCount(0);
  expect(sent).toEqual([]);
  await early.close();
});

test('after eight hours a staff page leads to signing in again and back', async ({ page }) => {
  await signInAt(page, '/sign-in?next=/admin', 'staff@example.jp');
  await signedInBefore(page, 8 * 3600);
  await page.goto('/admin/staff');
  await expect(page.getByRole('heading', { name: 'もう一度サインインしてください' })).toBeVisible();
  await pressSignIn(page, 'staff@example.jp');
  await expect(page).toHaveURL(/\/admin\/staff$/);
  await expect(page.getByRole('heading', { level: 1, name: '担当者と役割' })).toBeVisible();
});

interface Waiting {
  readonly address: string;
  readonly tick: () => Promise<void>;
}

/** The address in the newest mail with a claim link, once it has arrived. */
async function claimPath({ address, tick: send }: Waiting): Promise<string> {
  let path: string | undefined;
  await expect
    .poll(
      async () => {
        await send();
        path = (await mailsTo(address)).map((text) => /\/claim\/[\w-]+/.exec(text)?.[0]).find(Boolean);
        return path;
      },
      { timeout: 30_000 },
    )
    .toBeDefined();
  return path ?? '';
}

async function tick(request: { post: Page['request']['post'] }): Promise<void> {
  await request.post('/api/jobs', { headers: { authorization: `Bearer ${process.env.JOBS_SECRET ?? ''}` } });
}
