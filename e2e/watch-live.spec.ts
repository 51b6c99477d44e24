import { expect, test } from './fixtures';
import { expectFrames, expectMovingPicture } from './frame-strip';
import { lookAgain } from './look-again';
import { festival, giveTicket } from './rows';
import { signInAt } from './sign-in';

test(
  'a ticket opens the live page and the encrypted stream plays',
  { tag: ['@phone', '@main'] },
  async ({ page, pool, address }) => {
    await giveTicket(pool, address);
    await signInAt(page, '/sign-in?next=/tickets', address);
    const license = page.waitForResponse((response) => response.url().includes('/api/license/clearkey'));
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.getByRole('link', { name: /を視聴する/ }).click();
    await expect(page).toHaveURL(new RegExp(`/watch/${festival.slug}`));
    expect((await license).status()).toBe(200);
    const video = page.locator('video');
    await expectFrames(video, 25);
    await expectMovingPicture(video);
    const decisions = await pool.query(
      `select outcome from license_decisions join viewers on viewers.id = license_decisions.viewer_id
     where viewers.email = $1`,
      [address],
    );
    expect(decisions.rows).toEqual([{ outcome: 'granted' }]);
    // What the page asked for ahead of its scripts is what the player uses.
    expect(asked.filter((path) => path === '/api/playback')).toHaveLength(1);
    expect(asked.filter((path) => path.includes('shaka'))).toHaveLength(1);
  },
);

test('the newest device wins, the older one says so and can take the show back', async ({
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
  const other = await browser.newPage();
  await signInAt(other, `/sign-in?next=/watch/${festival.slug}`, address);
  await expectFrames(other.locator('video'), 5);
  await lookAgain(page);
  await expect(page.getByRole('button', { name: 'この端末で視聴する' })).toBeVisible();
  await page.getByRole('button', { name: 'この端末で視聴する' }).click();
  await expectFrames(page.locator('video'), 5);
  await other.close();
});
