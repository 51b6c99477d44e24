import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { expect, type Locator, type Page } from 'playwright/test';
import { buyButton, orderIdOf, paymentFrame } from './checkout';
import { placeOf } from './fixtures';
import { paymentIntentsOf } from './twins';

/** From the signed-in checkout to the held order, whatever is to be paid. */
export async function holdAnything(page: Page, slug: string, ticket: RegExp): Promise<void> {
  await page.goto(`/checkout/${slug}`);
  await page.getByRole('checkbox', { name: ticket }).check();
  await page.getByRole('button', { name: /^席を確保して/ }).click();
  await expect(page.getByRole('heading', { name: 'お席を確保しました' })).toBeVisible();
}

/**
 * The first event after a scroll still goes to the frame that was under the pointer before it (Chromium, frames of
 * another process), so the pointer moves first, as a person's does.
 */
async function press(target: Locator): Promise<void> {
  await target.hover();
  await target.click();
}

export async function chooseMethod(page: Page, name: 'カード' | 'コンビニ払い' | 'PayPay'): Promise<void> {
  const tab = paymentFrame(page).getByRole('tab', { name });
  await press(tab);
  await expect(tab).toHaveAttribute('aria-selected', 'true');
}

export function pressBuy(page: Page): Promise<void> {
  return press(buyButton(page));
}

/** Presses the button with the konbini chosen, and closes the voucher that Stripe.js shows. */
export async function orderVoucher(page: Page): Promise<string> {
  await chooseMethod(page, 'コンビニ払い');
  await paymentFrame(page).getByLabel('氏名').fill('試験 花子');
  await pressBuy(page);
  await page.getByRole('dialog').getByRole('button', { name: '閉じる' }).click();
  await expect(page.getByRole('heading', { name: 'お支払い待ち（コンビニ）' })).toBeVisible();
  return orderIdOf(page.url());
}

/** The buyer at the till, or the deadline ahead of its time: at Stripe, for the order's newest PaymentIntent. */
export async function actAtKonbini(orderId: string, act: 'pay_voucher' | 'expire_voucher'): Promise<void> {
  const intent = (await paymentIntentsOf(orderId)).at(-1);
  const response = await fetch(`${placeOf('E2E_STRIPE_URL')}/_sandbox/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ payment_intent: intent?.id, act }),
  });
  expect(response.status).toBe(200);
}

/** Gives the held order a turn under Stripe's write limit that is so far ahead, and no other order. */
export async function standInLine(pool: Pool, address: string, seconds: number): Promise<void> {
  await pool.query(
    `insert into payments (id, order_id, attempt, amount_minor, currency, turn_at, created_at)
     select 'pay_' || id, id, 1, total_minor, currency, now() + $2 * interval '1 second', now()
     from orders where contact_email = $1 and state = 'held'`,
    [address, seconds],
  );
}

interface PromoRow {
  readonly slug: string;
  readonly percent?: number;
  readonly amountMinor?: number;
  readonly totalLimit?: number;
}

/** A code of the event that is valid now. */
export async function writePromoCode(
  pool: Pool,
  { slug, percent, amountMinor, totalLimit = 100 }: PromoRow,
): Promise<string> {
  const code = `E2E${randomBytes(4).toString('hex').toUpperCase()}`;
  await pool.query(
    `insert into promo_codes (id, event_id, code, percent, amount_minor, starts_at, ends_at, total_limit)
     select $1, id, $2, $3, $4, now() - interval '1 day', now() + interval '1 day', $5 from events where slug = $6`,
    [`prm_${code}`, code, percent ?? null, amountMinor ?? null, totalLimit, slug],
  );
  return code;
}

export async function applyCode(page: Page, code: string): Promise<void> {
  const field = page.getByLabel('クーポンコード', { exact: true });
  if (!(await field.isVisible())) await page.getByText('クーポンコードをお持ちの方').click();
  await field.fill(code);
  await page.getByRole('button', { name: '適用する' }).click();
}

interface PastOrder {
  readonly state: 'partially_refunded' | 'refunding' | 'disputed' | 'canceled';
  readonly failureCode?: string;
  readonly refund?: 'pending' | 'requires_action' | 'failed';
}

/** An order of two tickets, the second one taken back, in a state that takes days to come to. */
export async function writePastOrder(
  pool: Pool,
  address: string,
  { state, failureCode, refund }: PastOrder,
): Promise<string> {
  const id = randomBytes(8).toString('hex');
  const orderId = `ord_${id}`;
  await pool.query(
    `insert into orders (id, code, viewer_id, event_id, state, total_minor, currency, contact_email, locale, client_key,
       hold_until, created_at, paid_at)
     select $1, $2, id, 'evt_minato', $3, 6000, 'JPY', email, 'ja', $1, now(), now(), now() from viewers where email = $4`,
    [orderId, `${id.slice(0, 4)}-${id.slice(4, 8)}`.toUpperCase(), state, address],
  );
  await pool.query(
    `insert into order_lines (id, order_id, ticket_type_id, price_minor, revoked_at)
     values ($1 || 'a', $2, 'tkt_minato_2', 2500, null), ($1 || 'b', $2, 'tkt_minato_3', 3500, now())`,
    [`lin_${id}`, orderId],
  );
  await pool.query(
    `insert into payments (id, order_id, attempt, amount_minor, currency, state, failure_code, method, created_at)
     values ($1, $2, 1, 6000, 'JPY', $3, $4, 'konbini', now())`,
    [`pay_${id}`, orderId, state === 'canceled' ? 'canceled' : 'succeeded', failureCode ?? null],
  );
  if (refund !== undefined) {
    await pool.query(
      `insert into refunds (id, payment_id, purpose, amount_minor, source, state, created_at)
       values ($1, $2, 'lines:b', 3500, 'staff', $3, now())`,
      [`ref_${id}`, `pay_${id}`, refund],
    );
  }
  return orderId;
}
