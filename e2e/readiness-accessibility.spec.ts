import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { hydrated } from './hydrated';
import { festival, giveTicket } from './rows';
import { signInAt } from './sign-in';

test.use({ bypassCSP: true });

test('test playback: running, with a note, failed, and its mark on the ticket', async ({
  page,
  pool,
  address,
}) => {
  await page.addInitScript(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 10 * 60_000;
  });
  const expectBothWidths = async (name: string) => {
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await expectAccessible(page, `${name} at ${width} px`);
    }
  };
  const testPage = `/test-playback?event=${festival.slug}`;
  await page.goto(testPage);
  await (await hydrated(page.getByRole('button', { name: '再生テストを始める' }))).click();
  await expect(page.getByText('確認しています')).toBeVisible();
  await expectAccessible(page, 'running');
  await expect(page.getByText('気になる点が見つかりました')).toBeVisible({ timeout: 45_000 });
  await expectBothWidths('limited');
  await giveTicket(pool, address);
  await signInAt(page, '/sign-in?next=/tickets', address);
  await expect(page.getByText('確認済み（注意あり）')).toBeVisible();
  await expectBothWidths('ticket');
  await page.addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, 'requestMediaKeySystemAccess');
  });
  await page.goto(testPage);
  await expect(page.getByText('この端末の前回の結果')).toBeVisible();
  await expectBothWidths('tested before');
  await (await hydrated(page.getByRole('button', { name: '再生テストを始める' }))).click();
  await expect(page.getByText(/^NG：/)).toBeVisible({ timeout: 45_000 });
  await expectBothWidths('not ready');
});
