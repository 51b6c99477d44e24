import { buyButton, cards, expectPaid, fillCard, holdTicket, orderIdOf } from './checkout';
import { expect, placeOf, test } from './fixtures';
import { applyCode, holdAnything, writePromoCode } from './pay-methods';
import { writeSmallEvent } from './rows';
import { signInAt } from './sign-in';
import { paymentIntentsOf } from './twins';

test.describe('promo code', () => {
  test('takes a percentage off, keeps what was typed, and is charged so', async ({ page, pool, address }) => {
    const { slug } = await writeSmallEvent(pool);
    const code = await writePromoCode(pool, { slug, percent: 20 });
    await signInAt(page, `/sign-in?next=/checkout/${slug}`, address);
    await holdTicket(page, slug, /一般/);
    await fillCard(page, cards.good);
    await applyCode(page, 'no such code');
    await expect(page.getByRole('alert').getByText('このコードは使えません')).toBeVisible();
    await expect(page.getByLabel('クーポンコード', { exact: true })).toBeFocused();
    await applyCode(page, ` ${code.toLowerCase()} `);
    const news = page.getByText(`クーポン「${code}」を適用しました。お支払いは ￥1,440 です。`);
    await expect(news).toBeFocused();
    await expect(page.getByText('合計 ￥1,440。手数料はありません。')).toBeVisible();
    await page.getByRole('button', { name: 'クーポンを外す' }).click();
    await expect(page.getByText('クーポンを外しました。お支払いは ￥1,800 です。')).toBeFocused();
    await applyCode(page, code);
    await expect(news).toBeFocused();
    await buyButton(page).click();
    await expectPaid(page);
    await expect(page.getByText(`クーポン割引（${code}）`)).toBeVisible();
    expect(await paymentIntentsOf(orderIdOf(page.url()))).toMatchObject([{ amount_received: 1440 }]);
  });

  test('down to nothing: no payment fields, one press, and no PaymentIntent', async ({
    page,
    pool,
    address,
  }) => {
    const { slug } = await writeSmallEvent(pool);
    const code = await writePromoCode(pool, { slug, amountMinor: 5000 });
    await signInAt(page, `/sign-in?next=/checkout/${slug}`, address);
    await holdTicket(page, slug, /一般/);
    await applyCode(page, code);
    await expect(page.getByText('お支払いはありません。')).toBeVisible();
    await expect(page.locator('iframe')).toHaveCount(0);
    await page.getByRole('button', { name: '無料で申し込む' }).click();
    await expect(page.getByRole('heading', { name: 'お申し込みが完了しました' })).toBeVisible();
    expect(await paymentIntentsOf(orderIdOf(page.url()))).toEqual([]);
  });

  test('used up by others: said in place, and the order goes on without it', async ({
    page,
    pool,
    address,
  }) => {
    const { slug } = await writeSmallEvent(pool);
    const code = await writePromoCode(pool, { slug, percent: 50, totalLimit: 1 });
    await pool.query('update promo_codes set used = 1 where code = $1', [code]);
    await signInAt(page, `/sign-in?next=/checkout/${slug}`, address);
    await holdTicket(page, slug, /一般/);
    await applyCode(page, code);
    await expect(page.getByText('このコードは、使える回数の上限に達しました。')).toBeVisible();
    await fillCard(page, cards.good);
    await buyButton(page).click();
    await expectPaid(page);
  });
});

test('a free ticket loads nothing of Stripe and is there after one press', async ({
  page,
  pool,
  address,
}) => {
  const { slug } = await writeSmallEvent(pool, { priceMinor: 0 });
  const toStripe: string[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(placeOf('E2E_STRIPE_URL'))) toStripe.push(request.url());
  });
  await signInAt(page, `/sign-in?next=/checkout/${slug}`, address);
  await holdAnything(page, slug, /一般/);
  await page.getByRole('button', { name: '無料で申し込む' }).click();
  await expect(page.getByRole('heading', { name: 'お申し込みが完了しました' })).toBeVisible();
  expect(toStripe).toEqual([]);
  await page.goto('/tickets');
  await expect(page.getByRole('heading', { name: '一日目' })).toBeVisible();
});
