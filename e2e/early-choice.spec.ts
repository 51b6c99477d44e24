import { expect, test } from './fixtures';
import { festival } from './rows';
import { signInAt } from './sign-in';

test('a ticket that is ticked before the page’s scripts have come is chosen', async ({ page, address }) => {
  await signInAt(page, '/sign-in?next=/tickets', address);
  let come = (): void => undefined;
  const scripts = new Promise<void>((resolve) => (come = resolve));
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await scripts;
    await route.continue();
  });
  await page.goto(`/checkout/${festival.slug}`, { waitUntil: 'commit' });
  await page.getByRole('checkbox', { name: /2日目チケット/ }).check();
  come();
  await expect(page.getByRole('status').filter({ hasText: '￥2,500' })).toBeVisible();
  await page.getByRole('button', { name: '席を確保してお支払いへ' }).click();
  await expect(page.getByRole('heading', { name: 'お席を確保しました' })).toBeVisible();
});
