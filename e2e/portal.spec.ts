import { expect, test } from './fixtures';
import { festival, writeSmallEvent } from './rows';

test(
  'the portal lists the festival and its page shows days, prices and what is on air',
  { tag: ['@phone', '@main'] },
  async ({ page }) => {
    await page.goto('/');
    await page
      .getByRole('link', { name: /みなと音楽祭 2026/ })
      .first()
      .click();
    await expect(page).toHaveURL(new RegExp(`/events/${festival.slug}$`));
    await expect(page.getByRole('heading', { level: 1 })).toContainText('みなと音楽祭 2026');
    await expect(page.getByText('配信中').first()).toBeVisible();
    await expect(page.getByText(/￥2,500/).first()).toBeVisible();
    await expect(page.getByText(/￥7,000/).first()).toBeVisible();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  },
);

test('the same page in English', async ({ page }) => {
  await page.goto(`/en/events/${festival.slug}`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Minato Music Festival 2026');
  await expect(page.getByText(/¥7,000/).first()).toBeVisible();
});

test('the state JSON is small, cacheable, and says what can be bought', async ({ request, pool }) => {
  const { slug, ticketTypeId } = await writeSmallEvent(pool, { capacity: 0 });
  const response = await request.get(`/api/events/${slug}/state`);
  expect(response.headers()['cache-control']).toContain('s-maxage=5');
  const body = await response.body();
  expect(body.length).toBeLessThan(2048);
  expect(JSON.parse(body.toString())).toMatchObject({
    tickets: [{ id: ticketTypeId, availability: 'sold_out' }],
  });
});

test('a sold-out ticket keeps its place and cannot be chosen', async ({ page, pool }) => {
  const { slug } = await writeSmallEvent(pool, { capacity: 0 });
  await page.goto(`/events/${slug}`);
  await expect(page.getByText('完売').first()).toBeVisible();
});

test('an unknown address and an unknown event answer 404 with a way on', async ({ page, expectedErrors }) => {
  expectedErrors.push(/status of 404/);
  for (const address of ['/nope', '/en/a/b/c', '/events/none', '/watch/none']) {
    const response = await page.goto(address);
    expect(response?.status(), address).toBe(404);
    await expect(page.getByRole('link', { name: /公演一覧|events/i }).first()).toBeVisible();
  }
});
