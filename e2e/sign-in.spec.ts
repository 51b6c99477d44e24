import { z } from 'zod';
import { expect, test } from './fixtures';
import { signInAt } from './sign-in';

test('signing in comes back to the page that asked', async ({ page, address }) => {
  await signInAt(page, '/sign-in?next=/tickets', address);
  await expect(page).toHaveURL(/\/tickets$/);
  await expect(page.getByText(address)).toBeVisible();
});

for (const next of ['https://evil.example/', '//evil.example/', '/\\evil.example/', 'javascript:alert(1)']) {
  test(`next=${next} never leads away`, async ({ page, address, baseURL }) => {
    await signInAt(page, `/sign-in?next=${encodeURIComponent(next)}`, address);
    expect(new URL(page.url()).origin).toBe(new URL(baseURL ?? '').origin);
  });
}

test('the provider’s own callbackUrl parameter never leads away either', async ({
  page,
  address,
  baseURL,
}) => {
  const csrf = await page.request.get('/api/auth/csrf');
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await csrf.json());
  const answer = await page.request.post('/api/auth/signin/oidc', {
    form: { csrfToken, callbackUrl: 'https://evil.example/', json: 'true' },
    maxRedirects: 0,
  });
  expect(answer.status()).toBeLessThan(400);
  await signInAt(page, '/sign-in', address);
  expect(new URL(page.url()).origin).toBe(new URL(baseURL ?? '').origin);
});

test('an address that the provider has not verified opens no session', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: /^サインイン（/ }).click();
  await page.waitForURL(/\/interaction\//);
  await page.getByLabel('メールアドレス').fill('unverified@example.jp');
  await page.getByLabel('パスワード').fill('anything');
  await page.getByRole('button', { name: '続ける' }).click();
  await expect(page.getByText('メールアドレスの確認が済んでいません')).toBeVisible();
  await page.goto('/tickets');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('the button leads to the provider before the page’s scripts have come, and without them', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/sign-in?next=/tickets');
  await page.getByRole('button', { name: /^サインイン（/ }).click();
  await expect(page).toHaveURL(/\/interaction\//);
  await context.close();
});

test('an address typed before the page’s scripts have come does not end up in the page’s own', async ({
  browser,
  address,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/sign-in?next=/tickets');
  await page.getByLabel('メールアドレス').fill(address);
  await expect(page.getByRole('button', { name: 'コードをメールで受け取る' })).toBeDisabled();
  await page.getByLabel('メールアドレス').press('Enter');
  await page.getByRole('link', { name: 'ヘルプ', exact: true }).click();
  await expect(page).toHaveURL(/\/help$/);
  expect(asked.filter((url) => url.includes('email='))).toEqual([]);
  await context.close();
});

test('news that comes while somebody presses a button does not take the press away', async ({ page }) => {
  let answerNow = (): void => undefined;
  const held = new Promise<void>((resolve) => (answerNow = resolve));
  await page.route('**/api/announcements', async (route) => {
    await held;
    const title = { ja: '祭', en: 'Festival' };
    const text = { ja: '開演が遅れています。', en: 'We begin late.' };
    const told = { id: 'ann_x', severity: 'warning', audience: 'all', text, eventTitle: title };
    await route.fulfill({ json: { announcements: [told] } });
  });
  await page.goto('/sign-in?next=/tickets');
  const button = page.getByRole('button', { name: /^サインイン（/ });
  await button.hover();
  await page.mouse.down();
  const response = page.waitForResponse('**/api/announcements');
  answerNow();
  await (await response).finished();
  // As long as React would take to show it.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
  });
  await page.mouse.up();
  await expect(page).toHaveURL(/\/interaction\//);
  await page.goto('/sign-in');
  await expect(page.getByText('開演が遅れています。')).toBeVisible();
});
