import { createRequire } from 'node:module';
import type { Page } from 'playwright/test';
import { z } from 'zod';
import { buyButton, cards, fillCard, holdTicket, paymentFrame } from './checkout';
import { answeredWith, expect, test } from './fixtures';
import { festival, giveTicket } from './rows';
import { signInAt } from './sign-in';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const findings = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

/** WCAG 2.2 A and AA by axe-core, in this page's own document. */
async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axePath });
  const found = await page.evaluate(
    `axe.run(document, { iframes: false, runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa'] }).then((r) => r.violations)`,
  );
  return findings.parse(found).map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

async function expectAccessible(page: Page, name: string): Promise<void> {
  expect(await violations(page), name).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${name}: no sideways scroll`).toBeLessThanOrEqual(0);
}

test.use({ bypassCSP: true });

for (const language of ['', '/en']) {
  for (const width of [320, 1280]) {
    test(`public pages${language} at ${width} px`, async ({ page, expectedErrors }) => {
      expectedErrors.push(/status of 404/);
      await page.setViewportSize({ width, height: 800 });
      const addresses = ['/', `/events/${festival.slug}`, '/sign-in', '/help', '/nope'];
      addresses.push(`/test-playback?event=${festival.slug}`, `/watch/${festival.slug}`);
      for (const address of addresses) {
        await page.goto(language + (address === '/' && language !== '' ? '' : address));
        await expectAccessible(page, address);
      }
    });
  }
}

test('sign-in by mail, its second step and its error states', async ({
  page,
  pool,
  address,
  expectedErrors,
}) => {
  expectedErrors.push(answeredWith(401));
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto('/sign-in?next=/tickets');
  await page.getByLabel('メールアドレス').fill(address);
  await page.getByRole('button', { name: 'コードをメールで受け取る' }).click();
  await expect(page.getByLabel('6桁のコード')).toBeFocused();
  await expectAccessible(page, 'code awaited');
  const press = page.getByRole('button', { name: 'サインイン', exact: true });
  await press.click();
  await expect(page.getByText('6桁の数字を入力してください')).toBeVisible();
  await expectAccessible(page, 'code missing');
  await pool.query('update sign_in_codes set expires_at = now() where email = $1', [address]);
  await page.getByLabel('6桁のコード').fill('000000');
  await press.click();
  await expect(page.getByText('このコードはもう使えません')).toBeVisible();
  await expectAccessible(page, 'code expired');
  await page.getByRole('button', { name: /方法を変える/ }).click();
  await expect(page.getByLabel('メールアドレス')).toBeFocused();
  await expectAccessible(page, 'address again');
});

test('private pages and their error states', async ({ page, pool, address, expectedErrors }) => {
  expectedErrors.push(answeredWith(402));
  await page.setViewportSize({ width: 320, height: 800 });
  await signInAt(page, '/sign-in?next=/tickets', address);
  await expectAccessible(page, 'no tickets');
  await page.goto(`/watch/${festival.slug}`);
  await expectAccessible(page, 'watch without a ticket');
  await page.goto(`/checkout/${festival.slug}`);
  await expectAccessible(page, 'choice');
  await holdTicket(page, festival.slug, /3日目チケット/);
  await expectAccessible(page, 'held');
  await fillCard(page, cards.declined);
  await buyButton(page).click();
  await expect(page.getByText('カードが承認されませんでした')).toBeVisible();
  await expectAccessible(page, 'declined');
  await fillCard(page, cards.good);
  await buyButton(page).click();
  await expect(page.getByRole('heading', { name: '購入が完了しました' })).toBeVisible();
  await expectAccessible(page, 'paid');
  await page.goto('/tickets');
  await expectAccessible(page, 'tickets');
  await giveTicket(pool, address);
  await page.goto(`/watch/${festival.slug}`);
  await expect(page.locator('video')).toBeVisible();
  await expectAccessible(page, 'watch');
});

test('staff pages', async ({ page, pool, address }) => {
  const { orderId } = await giveTicket(pool, address);
  await signInAt(page, '/sign-in?next=/admin', 'staff@example.jp');
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const place of ['/admin', '/admin?q=nobody@example.jp', `/admin/orders/${orderId}`]) {
      await page.goto(place);
      await expectAccessible(page, `${place} at ${width}`);
    }
  }
});

test('buying with the keyboard alone', async ({ page, address }) => {
  await signInAt(page, `/sign-in?next=/checkout/${festival.slug}`, address);
  const press = async (name: RegExp | string, role: 'checkbox' | 'button', key: string) => {
    const target = page.getByRole(role, { name });
    for (let step = 0; step < 60; step += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press('Tab');
    }
    await expect(target).toBeFocused();
    await page.keyboard.press(key);
  };
  await press(/3日目チケット/, 'checkbox', 'Space');
  await press('席を確保してお支払いへ', 'button', 'Enter');
  await expect(paymentFrame(page).getByLabel('カード番号')).toBeVisible();
  const number = paymentFrame(page).getByLabel('カード番号');
  for (
    let step = 0;
    step < 60 && !(await number.evaluate((field) => field === document.activeElement));
    step += 1
  ) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type(cards.good);
  await page.keyboard.press('Tab');
  await page.keyboard.type('1234');
  await page.keyboard.press('Tab');
  await page.keyboard.type('123');
  await press('この内容で購入する', 'button', 'Enter');
  await expect(page.getByRole('heading', { name: '購入が完了しました' })).toBeVisible();
});
