import type { Pool } from 'pg';
import { expect, type FrameLocator, type Page } from 'playwright/test';
import { festival, type SmallEvent, writeSmallEvent } from './rows';
import { signInAt } from './sign-in';

export const cards = {
  good: '4242424242424242',
  declined: '4000000000000002',
  insufficientFunds: '4000000000009995',
  challenge: '4000002500003155',
} as const;

/** From the signed-in checkout of an event to the held order with Stripe's fields on show. */
export async function holdTicket(page: Page, slug: string, ticket: RegExp | string): Promise<void> {
  await page.goto(`/checkout/${slug}`);
  await page.getByRole('checkbox', { name: ticket }).check();
  await page.getByRole('button', { name: '席を確保してお支払いへ' }).click();
  await expect(page.getByRole('heading', { name: 'お席を確保しました' })).toBeVisible();
  await expect(paymentFrame(page).getByLabel('カード番号')).toBeVisible();
}

/** The same for someone who signs in on the way, at the festival. */
export async function holdAtFestival(page: Page, address: string, ticket: RegExp): Promise<void> {
  await signInAt(page, `/sign-in?next=/checkout/${festival.slug}`, address);
  await holdTicket(page, festival.slug, ticket);
}

/** The same at an event of its own. */
export async function holdAtSmallEvent(
  page: Page,
  { pool, address, ...event }: { readonly pool: Pool; readonly address: string } & SmallEvent,
): Promise<{ slug: string; ticketTypeId: string }> {
  const written = await writeSmallEvent(pool, event);
  await signInAt(page, `/sign-in?next=/checkout/${written.slug}`, address);
  await holdTicket(page, written.slug, /一般/);
  return written;
}

export function paymentFrame(page: Page): FrameLocator {
  return page.frameLocator('iframe[title="安全な支払い入力フレーム"]');
}

export async function fillCard(page: Page, number: string): Promise<void> {
  const frame = paymentFrame(page);
  await frame.getByLabel('カード番号').fill(number);
  await frame.getByLabel('有効期限').fill('12/34');
  await frame.getByLabel('セキュリティコード').fill('123');
}

export function buyButton(page: Page) {
  return page.getByRole('button', { name: 'この内容で購入する' });
}

export async function answerChallenge(page: Page, button: RegExp): Promise<void> {
  await page.frameLocator('iframe[title="3D Secure"]').getByRole('button', { name: button }).click();
}

export async function expectPaid(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/orders\/ord_\w+$/);
  await expect(page.getByRole('heading', { name: '購入が完了しました' })).toBeVisible();
}

/** A day of the festival, held and paid by card. Gives the order's id. */
export async function buyAtFestival(page: Page, address: string): Promise<string> {
  await holdAtFestival(page, address, /2日目チケット/);
  await fillCard(page, cards.good);
  await buyButton(page).click();
  await expectPaid(page);
  return orderIdOf(page.url());
}

export const orderIdOf = (url: string) => /ord_\w+/.exec(url)?.[0] ?? '';
