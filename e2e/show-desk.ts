import type { Pool } from 'pg';
import { type Browser, expect, type Page } from 'playwright/test';
import { hydrated } from './hydrated';
import { type ProtectedDay, writeProtectedDay } from './protected-day';
import { signInAt } from './sign-in';

/** Pages ask at most every ten seconds while they are looked at. */
export const onePoll = { timeout: 40_000 };

/** A day on air that plays in any browser, with a ticket for this address. */
export function writeClearDay(pool: Pool, address: string): Promise<ProtectedDay> {
  return writeProtectedDay(pool, { keySystems: ['clearkey'], stream: 'manifest.mpd', address });
}

/** The page from which an owner runs that day. */
export async function openDesk(browser: Browser, eventDayId: string): Promise<Page> {
  const desk = await browser.newPage({ bypassCSP: true });
  await signInAt(desk, `/sign-in?next=/admin/event-days/${eventDayId}`, 'staff@example.jp');
  return desk;
}

/** Opens the dialog of an act, as soon as the page answers. */
export async function openDialog(page: Page, name: string): Promise<void> {
  await (await hydrated(page.getByRole('button', { name, exact: true }))).click();
  await expect(page.getByRole('dialog', { name, exact: true })).toBeVisible();
}

/** Two presses; the end of a show needs a reason too. */
export async function switchTo(desk: Page, name: string, submit = name): Promise<void> {
  await openDialog(desk, name);
  if (name === '配信を終える') await desk.getByLabel('理由', { exact: true }).fill('終演しました');
  await desk.getByRole('dialog').getByRole('button', { name: submit, exact: true }).click();
  await expect(desk.getByRole('dialog')).toBeHidden();
}
