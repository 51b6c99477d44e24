import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { expect, type Page } from 'playwright/test';
import { buyButton, paymentFrame } from './checkout';
import { placeOf } from './fixtures';
import { paymentIntentsOf } from './twins';

export const orderIdOf = (url: string) => /ord_\w+/.exec(url)?.[0] ?? '';

/** From the signed-in checkout to the held order, whatever is to be paid. */
export async function holdAnything(page: Page, slug: string, ticket: RegExp): Promise<void> {
  await page.goto(`/checkout/${slug}`);
  await page.getByRole('checkbox', { name: ticket }).check();
  await page.getByRole('button', { name: /^席を確保して/ }).click();
  await expect(page.getByRole('heading', { name: 'お席を確保しました' })).toBeVisible();
}

export async function chooseMethod(page: Page, name: 'カード' | 'コンビニ払い' | 'PayPay'): Promise<void> {
  await paymentFrame(page).getByRole('tab', { name }).click();
}

/**
 * After a click inside the frame. The first event after the scroll still goes to the frame that was under the pointer
 * before it (Chromium, frames of another process), so the pointer moves first, as a person's does.
 */
export async function pressBuy(page: Page): Promise<void> {
  await buyButton(page).hover();
  await buyButton(page).click();
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
