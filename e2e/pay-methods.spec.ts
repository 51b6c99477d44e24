import {
  buyButton,
  cards,
  expectPaid,
  fillCard,
  holdAtFestival,
  holdAtSmallEvent,
  orderIdOf,
  paymentFrame,
} from './checkout';
import { answeredWith, expect, test } from './fixtures';
import { lookAgain } from './look-again';
import { actAtKonbini, chooseMethod, orderVoucher, pressBuy, standInLine } from './pay-methods';
import { paymentIntentsOf } from './twins';

test.describe('konbini', () => {
  test(
    'numbers, then payment at the till: the page turns by itself and the ticket is there',
    { tag: '@phone' },
    async ({ page, pool, address }) => {
      await holdAtSmallEvent(page, { pool, address });
      await expect(page.getByText('を押した時点でのお支払いです')).toBeVisible();
      await chooseMethod(page, 'コンビニ払い');
      await expect(page.getByText('のいずれかの店頭でお支払いください')).toBeVisible();
      await expect(paymentFrame(page).getByLabel('メールアドレス')).toHaveValue(address);
      const orderId = await orderVoucher(page);
      for (const chain of ['ファミリーマート', 'ローソン', 'ミニストップ', 'セイコーマート']) {
        await expect(page.getByRole('heading', { name: chain })).toBeVisible();
      }
      await expect(page.getByText('お支払いが済むまで、チケットは発行されません')).toBeVisible();
      await page.goto('/tickets');
      await page.getByRole('link', { name: /小さな公演のお支払いの番号を見る/ }).click();
      await expect(page.getByRole('heading', { name: 'お支払い待ち（コンビニ）' })).toBeVisible();

      await actAtKonbini(orderId, 'pay_voucher');
      await lookAgain(page);
      await expect(page.getByRole('heading', { name: '購入が完了しました' })).toBeVisible();
      await expect(page.getByText('コンビニ払い')).toBeVisible();
      await page.goto('/tickets');
      await expect(page.getByRole('heading', { name: '一日目' })).toBeVisible();
      await expect(page.getByText('お支払い待ちの注文')).toHaveCount(0);
    },
  );

  test('copies a number for the till', async ({ page, context, pool, address }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await holdAtSmallEvent(page, { pool, address });
    await orderVoucher(page);
    await page.getByRole('button', { name: 'ローソンのお支払い番号をコピー' }).click();
    await expect(page.getByText('コピーしました')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^\d{6}$/);
  });

  test('the deadline passes: the page says so, and the seat can be paid by card', async ({
    page,
    pool,
    address,
  }) => {
    await holdAtSmallEvent(page, { pool, address });
    const orderId = await orderVoucher(page);
    await actAtKonbini(orderId, 'expire_voucher');
    await lookAgain(page);
    await expect(page.getByRole('heading', { name: 'コンビニでのお支払い期限が過ぎました' })).toBeVisible();
    await page.getByRole('link', { name: 'お支払い方法を選ぶ' }).click();
    await fillCard(page, cards.good);
    await buyButton(page).click();
    await expectPaid(page);
    expect(orderIdOf(page.url())).toBe(orderId);
  });

  test('another way to pay: the numbers are void at Stripe, and the card pays', async ({
    page,
    pool,
    address,
  }) => {
    const { slug } = await holdAtSmallEvent(page, { pool, address });
    const orderId = await orderVoucher(page);
    await page.goto(`/checkout/${slug}`);
    await expect(page).toHaveURL(new RegExp(`/orders/${orderId}$`));
    await page.getByText('ほかの方法で支払う').click();
    await page.getByRole('button', { name: '番号を取り消して、支払い方法を選び直す' }).click();
    await fillCard(page, cards.good);
    await buyButton(page).click();
    await expectPaid(page);
    expect((await paymentIntentsOf(orderId)).map(({ status }) => status)).toEqual(['canceled', 'succeeded']);
  });

  test('not offered where the doors open too soon', async ({ page, pool, address }) => {
    await holdAtSmallEvent(page, { pool, address, startsInMinutes: 120 });
    await expect(paymentFrame(page).getByRole('tab', { name: 'PayPay' })).toBeVisible();
    await expect(paymentFrame(page).getByRole('tab', { name: 'コンビニ払い' })).toHaveCount(0);
  });
});

test('PayPay: refused leaves the seat held and says so; accepted pays', async ({ page, pool, address }) => {
  await holdAtSmallEvent(page, { pool, address });
  await chooseMethod(page, 'PayPay');
  await expect(page.getByText('PayPay の画面で支払いを承認した時点')).toBeVisible();
  await pressBuy(page);
  await page.getByRole('button', { name: /Refuse/ }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('支払われていません');
  await expect(page).toHaveURL(/\/orders\/ord_\w+$/);
  await page.getByRole('link', { name: 'もう一度お支払いへ' }).click();
  await chooseMethod(page, 'PayPay');
  await pressBuy(page);
  await page.getByRole('button', { name: /Accept/ }).click();
  await expectPaid(page);
  await expect(page.getByText('PayPay', { exact: true })).toBeVisible();
});

test('left on the page of PayPay: the order page leads back to the payment', async ({
  page,
  pool,
  address,
}) => {
  await holdAtSmallEvent(page, { pool, address });
  await chooseMethod(page, 'PayPay');
  await pressBuy(page);
  await expect(page.getByRole('button', { name: /Accept/ })).toBeVisible();
  const held = await pool.query<{ id: string }>('select id from orders where contact_email = $1', [address]);
  await page.goto(`/orders/${held.rows[0]?.id}`);
  await expect(page.getByRole('heading', { name: 'お支払いの手続きが終わっていません' })).toBeVisible();
  await page.getByRole('link', { name: 'お支払いへ進む' }).click();
  await fillCard(page, cards.good);
  await buyButton(page).click();
  await expectPaid(page);
});

test('many pay at once: the place in line is shown, can be left, and the payment goes on by itself', async ({
  page,
  pool,
  address,
}) => {
  await holdAtSmallEvent(page, { pool, address });
  await fillCard(page, cards.good);
  await standInLine(pool, address, 20);
  await buyButton(page).click();
  const line = page.getByText(/順番 \d+ 番目、約 \d+ 秒。お席は確保されています。/);
  await expect(line).toBeVisible();
  await page.getByRole('button', { name: '待つのをやめる' }).click();
  await expect(line).toHaveCount(0);
  await expect(buyButton(page)).toBeFocused();
  await buyButton(page).click();
  await expect(line).toBeVisible();
  await expect(page.getByRole('heading', { name: '購入が完了しました' })).toBeVisible({ timeout: 45_000 });
  expect(await paymentIntentsOf(orderIdOf(page.url()))).toHaveLength(1);
});

test('a payment that begins near the end of the hold makes it longer, in words', async ({
  page,
  pool,
  address,
  expectedErrors,
}) => {
  expectedErrors.push(answeredWith(402));
  await holdAtFestival(page, address, /3日目チケット/);
  await pool.query(
    `update orders set hold_until = now() + interval '90 seconds' where contact_email = $1 and state = 'held'`,
    [address],
  );
  await page.reload();
  await expect(page.getByRole('timer')).toHaveText(/^1:\d\d$/);
  await fillCard(page, cards.declined);
  await buyButton(page).click();
  await expect(page.getByText('お支払い手続きのため、確保時間を延ばしました。')).toBeVisible();
  await expect(page.getByRole('timer')).toHaveText(/^[45]:\d\d$/);
});

test('after five declines the order page says why it was given up, and how to go on', async ({
  page,
  address,
  expectedErrors,
}) => {
  expectedErrors.push(answeredWith(402));
  await holdAtFestival(page, address, /3日目チケット/);
  await fillCard(page, cards.declined);
  for (let tries = 1; tries <= 5; tries += 1) {
    await buyButton(page).click();
    // The page leaves for the order's.
    if (tries === 5) break;
    await expect(
      page.getByRole('main').getByRole('alert').getByText('カードが承認されませんでした'),
    ).toBeVisible();
    await expect(buyButton(page)).toHaveAttribute('aria-disabled', 'false');
  }
  await expect(page.getByText('お支払いの失敗が続いたため')).toBeVisible({ timeout: 15_000 });
  await page.getByRole('link', { name: 'チケットを選び直す' }).click();
  await expect(page.getByRole('checkbox', { name: /3日目チケット/ })).toBeEnabled();
});
