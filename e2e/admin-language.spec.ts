import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { hydrated } from './hydrated';
import { signInAt } from './sign-in';

// For axe.
test.use({ bypassCSP: true });

test('staff read their pages in English or Japanese, and stay on the page they read', async ({ page }) => {
  await signInAt(page, '/sign-in?next=/admin/staff', 'staff@example.jp');
  await expect(page.getByRole('heading', { level: 1, name: '担当者と役割' })).toBeVisible();
  await (await hydrated(page.getByRole('button', { name: '言語: English' }))).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page).toHaveURL(/\/admin\/staff$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^[\x20-\x7e]+$/);
  await expectAccessible(page, 'a staff page in English');
  await page.goto('/admin');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  // The audience's pages go by their address as before.
  await page.goto('/help');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  await page.goto('/admin');
  await (await hydrated(page.getByRole('button', { name: 'Language: 日本語' }))).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
});
