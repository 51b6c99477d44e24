import type { Locator, Page } from 'playwright/test';
import { expectAccessible } from './axe';
import { buyButton, cards, fillCard, holdTicket, paymentFrame } from './checkout';
import { answeredWith, expect, test } from './fixtures';
import {
  actAtKonbini,
  applyCode,
  chooseMethod,
  orderVoucher,
  pressBuy,
  standInLine,
  writePastOrder,
  writePromoCode,
} from './pay-methods';
import { festival, giveTicket, writeSmallEvent } from './rows';
import { signInAt } from './sign-in';

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

test.use({ bypassCSP: true });

for (const language of ['', '/en']) {
  for (const width of [320, 1280]) {
    test(`public pages${language} at ${width} px`, async ({ page, expectedErrors }) => {
      expectedErrors.push(/status of 404/);
      await page.setViewportSize({ width, height: 800 });
      const addresses = ['/', `/events/${festival.slug}`, '/sign-in', '/screen', '/help', '/nope'];
      addresses.push(`/test-playback?event=${festival.slug}`, `/watch/${festival.slug}`);
      for (const address of addresses) {
        await page.goto(language + (address === '/' && language !== '' ? '' : address));
        await expectAccessible(page, address);
      }
    });
  }
}

test('sign-in by mail, its second step and its error states', async ({
  page,
  pool,
  address,
  expectedErrors,
}) => {
  expectedErrors.push(answeredWith(401));
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto('/sign-in?next=/tickets');
  await page.getByLabel('メールアドレス').fill(address);
  await page.getByRole('button', { name: 'コードをメールで受け取る' }).click();
  await expect(page.getByLabel('6桁のコード')).toBeFocused();
  await expectAccessible(page, 'code awaited');
  const press = page.getByRole('button', { name: 'サインイン', exact: true });
  await press.click();
  await expect(page.getByText('6桁の数字を入力してください')).toBeVisible();
  await expectAccessible(page, 'code missing');
  await pool.query('update sign_in_codes set expires_at = now() where email = $1', [address]);
  await page.getByLabel('6桁のコード').fill('000000');
  await press.click();
  await expect(page.getByText('このコードはもう使えません')).toBeVisible();
  await expectAccessible(page, 'code expired');
  await page.getByRole('button', { name: /方法を変える/ }).click();
  await expect(page.getByLabel('メールアドレス')).toBeFocused();
  await expectAccessible(page, 'address again');
});

test('private pages and their error states', async ({ page, pool, address, expectedErrors }) => {
  expectedErrors.push(answeredWith(402));
  await page.setViewportSize({ width: 320, height: 800 });
  await signInAt(page, '/sign-in?next=/tickets', address);
  await expectAccessible(page, 'no tickets');
  await page.goto(`/watch/${festival.slug}`);
  await expectAccessible(page, 'watch without a ticket');
  await page.goto(`/checkout/${festival.slug}`);
  await expectAccessible(page, 'choice');
  await holdTicket(page, festival.slug, /3日目チケット/);
  await expectAccessible(page, 'held');
  await fillCard(page, cards.declined);
  await buyButton(page).click();
  await expect(page.getByText('カードが承認されませんでした')).toBeVisible();
  await expectAccessible(page, 'declined');
  await fillCard(page, cards.good);
  await buyButton(page).click();
  await expect(page.getByRole('heading', { name: '購入が完了しました' })).toBeVisible();
  await expectAccessible(page, 'paid');
  await page.goto('/tickets');
  await expectAccessible(page, 'tickets');
  await giveTicket(pool, address);
  await page.goto(`/watch/${festival.slug}`);
  await expect(page.locator('video')).toBeVisible();
  await expectAccessible(page, 'watch');
});

test('staff pages', async ({ page, pool, address }) => {
  const { orderId } = await giveTicket(pool, address);
  await signInAt(page, '/sign-in?next=/admin', 'staff@example.jp');
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const place of ['/admin', '/admin?q=nobody@example.jp', `/admin/orders/${orderId}`]) {
      await page.goto(place);
      await expectAccessible(page, `${place} at ${width}`);
    }
  }
});

test('buying with the keyboard alone', async ({ page, address }) => {
  await signInAt(page, `/sign-in?next=/checkout/${festival.slug}`, address);
  await tabTo(page, page.getByRole('checkbox', { name: /3日目チケット/ }));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: '席を確保してお支払いへ' }));
  await page.keyboard.press('Enter');
  await expect(paymentFrame(page).getByLabel('カード番号')).toBeVisible();
  await tabTo(page, paymentFrame(page).getByLabel('カード番号'));
  await page.keyboard.type(cards.good);
  await page.keyboard.press('Tab');
  await page.keyboard.type('1234');
  await page.keyboard.press('Tab');
  await page.keyboard.type('123');
  await tabTo(page, buyButton(page));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '購入が完了しました' })).toBeVisible();
});

for (const width of [320, 1280]) {
  test(`promo code, PayPay and konbini in their states at ${width} px`, async ({
    page,
    pool,
    address,
    expectedErrors,
  }) => {
    // The icon of PayPay's page, which its own policy would not ask for.
    expectedErrors.push(answeredWith(404));
    await page.setViewportSize({ width, height: 800 });
    const { slug } = await writeSmallEvent(pool);
    const code = await writePromoCode(pool, { slug, amountMinor: 300 });
    await signInAt(page, `/sign-in?next=/checkout/${slug}`, address);
    await holdTicket(page, slug, /一般/);
    await applyCode(page, 'nothing');
    await expect(page.getByText('このコードは使えません')).toBeVisible();
    await expectAccessible(page, 'promo code refused');
    await applyCode(page, code);
    await expect(page.getByRole('button', { name: 'クーポンを外す' })).toBeVisible();
    await expectAccessible(page, 'promo code applied');
    await chooseMethod(page, 'PayPay');
    await pressBuy(page);
    await page.getByRole('button', { name: /Refuse/ }).click();
    await expect(page.getByText('支払われていません')).toBeVisible();
    await expectAccessible(page, 'PayPay refused');
    await page.getByRole('link', { name: 'もう一度お支払いへ' }).click();
    const orderId = await orderVoucher(page);
    await page.getByText('ほかの方法で支払う').click();
    await expectAccessible(page, 'voucher');
    await page.goto('/tickets');
    await expectAccessible(page, 'orders to pay');
    await actAtKonbini(orderId, 'expire_voucher');
    await page.goto(`/orders/${orderId}`);
    await expect(page.getByRole('heading', { name: 'コンビニでのお支払い期限が過ぎました' })).toBeVisible();
    await expectAccessible(page, 'voucher expired');
  });

  test(`a place in line and a free order at ${width} px`, async ({ page, pool, address }) => {
    await page.setViewportSize({ width, height: 800 });
    const { slug } = await writeSmallEvent(pool);
    const code = await writePromoCode(pool, { slug, percent: 100 });
    await signInAt(page, `/sign-in?next=/checkout/${slug}`, address);
    await holdTicket(page, slug, /一般/);
    await fillCard(page, cards.good);
    await standInLine(pool, address, 60);
    await buyButton(page).click();
    await expect(page.getByText('混み合っています')).toBeVisible();
    await expectAccessible(page, 'in line');
    await page.getByRole('button', { name: '待つのをやめる' }).click();
    await applyCode(page, code);
    await expect(page.getByRole('button', { name: '無料で申し込む' })).toBeVisible();
    await expectAccessible(page, 'free');
  });

  test(`refunds, a dispute and too many tries at ${width} px`, async ({ page, pool, address }) => {
    await page.setViewportSize({ width, height: 800 });
    await signInAt(page, '/sign-in?next=/tickets', address);
    for (const [past, words] of [
      [{ state: 'partially_refunded', refund: 'requires_action' }, '振込先の口座を伺うメール'],
      [{ state: 'refunding', refund: 'pending' }, '返金の手続きをしています'],
      [{ state: 'partially_refunded', refund: 'failed' }, 'こちらからご連絡します'],
      [{ state: 'disputed' }, 'カード会社が確認中'],
      [{ state: 'canceled', failureCode: 'too_many_attempts' }, 'お支払いの失敗が続いたため'],
    ] as const) {
      await page.goto(`/orders/${await writePastOrder(pool, address, past)}`);
      await expect(page.getByText(words)).toBeVisible();
      await expectAccessible(page, words);
    }
  });
}

test('promo code and konbini with the keyboard alone', async ({ page, pool, address }) => {
  const { slug } = await writeSmallEvent(pool);
  const code = await writePromoCode(pool, { slug, amountMinor: 300 });
  await signInAt(page, `/sign-in?next=/checkout/${slug}`, address);
  await holdTicket(page, slug, /一般/);
  await tabTo(page, page.locator('summary'));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`クーポン「${code}」を適用しました。`)).toBeFocused();
  await tabTo(page, paymentFrame(page).getByRole('tab', { name: 'カード' }));
  await page.keyboard.press('ArrowRight');
  await tabTo(page, paymentFrame(page).getByLabel('氏名'));
  await page.keyboard.type('Hanako Shiken');
  await tabTo(page, buyButton(page));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('button', { name: '閉じる' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'お支払い待ち（コンビニ）' })).toBeVisible();
});
