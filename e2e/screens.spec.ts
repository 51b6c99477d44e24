import { createHash } from 'node:crypto';
import type { Page } from 'playwright/test';
import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { expectFrames, expectMovingPicture } from './frame-strip';
import { lookAgain } from './look-again';
import { writeProtectedDay } from './protected-day';
import { festival, giveTicket } from './rows';
import { signInAt } from './sign-in';

/** As lib/playback/screen-code-hash.ts keeps it. */
function hashOf(code: string): string {
  return createHash('sha256')
    .update(`screen-code\0${code.replace('-', '')}`)
    .digest('base64url');
}

/** The code that a screen shows once it has one. */
async function shownCode(screen: Page): Promise<string> {
  const code = screen.getByText(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
  await expect(code).toBeVisible();
  return code.innerText();
}

test('a running show moves to a screen by its code, plays there without a sign-in, and comes back', async ({
  page,
  browser,
  pool,
  address,
  expectedErrors,
}) => {
  expectedErrors.push(/status of 403/);
  await giveTicket(pool, address);
  await signInAt(page, `/sign-in?next=/watch/${festival.slug}`, address);
  await expectFrames(page.locator('video'), 5);
  await expect(page.getByRole('link', { name: '別の画面で見る' })).toHaveAttribute('href', '/screen');

  const screen = await browser.newPage();
  await screen.goto('/screen');
  const code = await shownCode(screen);
  await expect(screen.getByRole('img', { name: /QRコード/ })).toBeVisible();

  const scanned = await page.context().newPage();
  await scanned.goto(`/screen/${code}`);
  await expect(scanned.getByText(' · Chrome')).toBeVisible();
  await scanned.getByRole('button', { name: 'この画面で再生する' }).click();
  await expect(scanned.getByText('で再生が始まります')).toBeVisible();
  await scanned.close();

  await screen.waitForURL(new RegExp(`/watch/${festival.slug}\\?day=2$`));
  await expectMovingPicture(screen.locator('video'));
  await lookAgain(page);
  await page.getByRole('button', { name: 'この端末で視聴する' }).click();
  await expectFrames(page.locator('video'), 5);
  await lookAgain(screen);
  await expect(screen.getByRole('button', { name: 'この端末で視聴する' })).toBeVisible();

  await screen.goto('/tickets');
  await expect(screen, 'the pass opens nothing but its day').toHaveURL(/sign-in/);
  await screen.close();
});

test.describe('by keyboard, accessible in each state', () => {
  test.use({ bypassCSP: true, viewport: { width: 320, height: 800 } });

  test('a code is typed, refused with words, and confirmed for the chosen day', async ({
    page,
    browser,
    pool,
    address,
  }) => {
    const { slug } = await writeProtectedDay(pool, {
      keySystems: ['clearkey'],
      stream: 'manifest.mpd',
      address,
    });
    await giveTicket(pool, address);
    await signInAt(page, '/sign-in?next=/screen', address);
    const type = async (text: string) => {
      await page.getByLabel('画面に表示されたコード').fill(text);
      await page.keyboard.press('Enter');
    };
    await type('ABC');
    await expect(page.getByText('8文字のコードを入力してください')).toBeVisible();
    await expect(page.getByLabel('画面に表示されたコード')).toBeFocused();
    await expectAccessible(page, 'malformed');
    await type('2222-2222');
    await expect(page.getByText('このコードの画面が見つかりません')).toBeVisible();
    await expectAccessible(page, 'unknown');

    const screen = await browser.newPage();
    await screen.goto('/screen');
    const code = await shownCode(screen);
    await expectAccessible(screen, 'code shown');
    await type(code.toLowerCase().replace('-', ' '));
    await expect(page).toHaveURL(new RegExp(`/screen/${code}$`));
    await expectAccessible(page, 'to confirm');
    await page.getByRole('radio').first().focus();
    while (!(await page.getByRole('radio', { name: /暗号化の公演/ }).isChecked()))
      await page.keyboard.press('ArrowDown');
    await page.getByRole('button', { name: 'この画面で再生する' }).press('Enter');
    await expect(page.getByText('で再生が始まります')).toBeVisible();
    await expectAccessible(page, 'confirmed');
    await screen.waitForURL(new RegExp(`/watch/${slug}\\?day=1$`));
    await screen.close();
    await page.goto(`/screen/${code}`);
    await expect(page.getByText('このコードは使用済みです')).toBeVisible();
    await expectAccessible(page, 'used');
  });
});

test('a code that has run out gives way to a new one, and says so to who types it', async ({
  page,
  browser,
  pool,
  address,
}) => {
  const screen = await browser.newPage();
  await screen.goto('/screen');
  const code = await shownCode(screen);
  await pool.query('update screen_links set expires_at = now() where code_hash = $1', [hashOf(code)]);
  await expect(screen.getByText(code)).toHaveCount(0, { timeout: 15_000 });
  await signInAt(page, `/sign-in?next=/screen/${code}`, address);
  await expect(page.getByText('このコードは期限が切れました')).toBeVisible();
  expect(await shownCode(screen)).not.toBe(code);
  await screen.close();
});
