import {
  answerChallenge,
  buyButton,
  cards,
  expectPaid,
  fillCard,
  holdAtFestival,
  holdAtSmallEvent,
  orderIdOf,
} from './checkout';
import { answeredWith, expect, test } from './fixtures';
import { hydrated } from './hydrated';
import { festival, writeSmallEvent } from './rows';
import { pressSignIn, signInAt } from './sign-in';
import { paymentIntentsOf } from './twins';

test(
  'from the event page through sign-in, card and confirmation to a ticket',
  { tag: ['@phone', '@main'] },
  async ({ page, address }) => {
    await page.goto(`/events/${festival.slug}`);
    await page.getByRole('link', { name: /2日目チケットを購入する/ }).click();
    await pressSignIn(page, address);
    await expect(page.getByRole('checkbox', { name: /2日目チケット/ })).toBeChecked();
    await page.getByRole('button', { name: '席を確保してお支払いへ' }).click();
    await fillCard(page, cards.good);
    for (const item of [
      '分量',
      '販売価格（税込）',
      'お支払いの時期と方法',
      '提供時期',
      'お申し込みの期限',
      'キャンセル・返金',
    ]) {
      await expect(page.getByText(item, { exact: true })).toBeVisible();
    }
    await buyButton(page).click();
    await expectPaid(page);
    const [intent, ...more] = await paymentIntentsOf(orderIdOf(page.url()));
    expect(more).toEqual([]);
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 2500, currency: 'jpy' });
    await page.goto('/tickets');
    await expect(page.getByRole('link', { name: /2日目.*を視聴する/ })).toBeVisible();
  },
);

test('a declined card says why, keeps the seat, and the next card pays', async ({
  page,
  address,
  expectedErrors,
}) => {
  expectedErrors.push(answeredWith(402));
  await holdAtFestival(page, address, /3日目チケット/);
  await fillCard(page, cards.declined);
  await buyButton(page).click();
  await expect(
    page.getByRole('main').getByRole('alert').getByText('カードが承認されませんでした'),
  ).toBeVisible();
  await fillCard(page, cards.insufficientFunds);
  await buyButton(page).click();
  await expect(
    page.getByRole('main').getByRole('alert').getByText('カードの残高または利用枠が足りません'),
  ).toBeVisible();
  await fillCard(page, cards.good);
  await buyButton(page).click();
  await expectPaid(page);
  const intents = await paymentIntentsOf(orderIdOf(page.url()));
  expect(intents.filter((intent) => intent.status === 'succeeded')).toHaveLength(1);
});

test('3-D Secure passed pays; failed says so and can be tried again', async ({
  page,
  address,
  expectedErrors,
}) => {
  expectedErrors.push(answeredWith(402));
  await holdAtFestival(page, address, /3日通し券/);
  await fillCard(page, cards.challenge);
  await buyButton(page).click();
  await answerChallenge(page, /失敗させる/);
  await expect(
    page.getByRole('main').getByRole('alert').getByText('本人認証が完了しませんでした'),
  ).toBeVisible();
  await buyButton(page).click();
  await answerChallenge(page, /認証する/);
  await expectPaid(page);
});

test('a double click makes one PaymentIntent and one order', async ({ page, address, pool }) => {
  await holdAtFestival(page, address, /2日目チケット/);
  await fillCard(page, cards.good);
  await buyButton(page).dblclick();
  await expectPaid(page);
  const orders = await pool.query('select id from orders where contact_email = $1', [address]);
  expect(orders.rowCount).toBe(1);
  expect(await paymentIntentsOf(orderIdOf(page.url()))).toHaveLength(1);
});

test('a second tab goes on with the same held order', async ({ page, context, address, pool }) => {
  await holdAtFestival(page, address, /2日目チケット/);
  const second = await context.newPage();
  await second.goto(`/checkout/${festival.slug}`);
  await expect(second.getByRole('heading', { name: 'お席を確保しました' })).toBeVisible();
  await fillCard(second, cards.good);
  await buyButton(second).click();
  await expectPaid(second);
  await fillCard(page, cards.good);
  await buyButton(page).click();
  await expectPaid(page);
  const paid = await pool.query("select id from orders where contact_email = $1 and state = 'paid'", [
    address,
  ]);
  expect(paid.rowCount).toBe(1);
  expect(await paymentIntentsOf(orderIdOf(page.url()))).toHaveLength(1);
});

test('sold out between the page and the press: told so, and nothing is held', async ({
  page,
  address,
  pool,
}) => {
  const { slug, ticketTypeId } = await writeSmallEvent(pool, { capacity: 1 });
  await signInAt(page, `/sign-in?next=/checkout/${slug}`, address);
  await page.getByRole('checkbox', { name: /一般/ }).check();
  await pool.query('update ticket_types set sold = 1 where id = $1', [ticketTypeId]);
  await page.getByRole('button', { name: '席を確保してお支払いへ' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('完売');
  const orders = await pool.query('select id from orders where contact_email = $1', [address]);
  expect(orders.rowCount).toBe(0);
});

test('a price changed while paying is not charged: the held price is', async ({ page, address, pool }) => {
  const { ticketTypeId } = await holdAtSmallEvent(page, { pool, address, priceMinor: 1800 });
  await pool.query('update ticket_types set price_minor = 9900 where id = $1', [ticketTypeId]);
  await fillCard(page, cards.good);
  await buyButton(page).click();
  await expectPaid(page);
  expect(await paymentIntentsOf(orderIdOf(page.url()))).toMatchObject([{ amount_received: 1800 }]);
});

test('the order page is the buyer’s alone and does not believe its address', async ({
  page,
  browser,
  address,
}) => {
  await holdAtFestival(page, address, /2日目チケット/);
  const holdPage = page.url();
  await fillCard(page, cards.good);
  await page.goto(holdPage);
  const stranger = await browser.newPage();
  await signInAt(stranger, '/sign-in', `stranger-${address}`);
  const held = await page.request.get(`/checkout/${festival.slug}`);
  const orderId = orderIdOf(await held.text());
  expect((await stranger.goto(`/orders/${orderId}`))?.status()).toBe(404);
  await page.goto(`/orders/${orderId}?redirect_status=succeeded&payment_intent=pi_forged`);
  await expect(page.getByRole('heading', { name: 'お支払いがまだ済んでいません' })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/orders/${orderId}$`));
  await stranger.close();
});

for (const [name, value] of [
  ['priceMinor', '1'],
  ['currency', 'USD'],
  ['quantity', '100'],
  ['eventId', 'evt_other'],
  ['orderId', 'ord_other'],
] as const) {
  test(`a form with ${name} added by hand holds nothing`, async ({ page, address, pool }) => {
    await signInAt(page, `/sign-in?next=/checkout/${festival.slug}`, address);
    await page.getByRole('checkbox', { name: /2日目チケット/ }).check();
    await page.locator('form:has(input[name=clientKey])').evaluate(
      (form, field) => {
        const input = document.createElement('input');
        Object.assign(input, { type: 'hidden', name: field.name, value: field.value });
        form.append(input);
      },
      { name, value },
    );
    await page.getByRole('button', { name: '席を確保してお支払いへ' }).click();
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
    const orders = await pool.query('select id from orders where contact_email = $1', [address]);
    expect(orders.rowCount).toBe(0);
  });
}

test('a ticket of another event in the form is refused and holds nothing', async ({
  page,
  address,
  pool,
}) => {
  const { ticketTypeId } = await writeSmallEvent(pool);
  await signInAt(page, `/sign-in?next=/checkout/${festival.slug}`, address);
  const choice = page.getByRole('checkbox', { name: /2日目チケット/ });
  await (await hydrated(choice)).check();
  await expect(page.getByRole('status').filter({ hasText: '￥2,500' })).toBeVisible();
  await choice.evaluate((input, id) => input.setAttribute('value', id), ticketTypeId);
  await page.getByRole('button', { name: '席を確保してお支払いへ' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
  const orders = await pool.query('select id from orders where contact_email = $1', [address]);
  expect(orders.rowCount).toBe(0);
});
