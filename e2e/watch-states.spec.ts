import { expectAccessible } from './axe';
import { expect, test } from './fixtures';
import { expectFrames } from './frame-strip';
import { moveDay, revokeDay, writeProtectedDay } from './protected-day';
import { signInAt } from './sign-in';

test.use({ bypassCSP: true });

for (const width of [320, 1280]) {
  test(`the watch page is accessible in each of its states at ${width} px`, async ({
    page,
    pool,
    address,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    const { slug, eventDayId } = await writeProtectedDay(pool, {
      keySystems: ['clearkey'],
      stream: 'manifest.mpd',
      address,
    });
    await moveDay(pool, eventDayId, { doors: 60, ends: 180 });
    await signInAt(page, `/sign-in?next=/watch/${slug}`, address);
    await expect(page.getByRole('timer')).toBeVisible({ timeout: 20_000 });
    await expectAccessible(page, 'lobby');
    const stage = page.getByRole('heading', { name: 'チケットを確認しました' }).locator('../../../..');
    const lobbyBox = await stage.boundingBox();

    await moveDay(pool, eventDayId, { doors: -60, ends: 60 });
    await page.reload();
    await expectFrames(page.locator('video'), 5);
    expect(
      await page.getByRole('region', { name: '映像' }).boundingBox(),
      'the stage keeps its place',
    ).toEqual(lobbyBox);
    await page.getByRole('button', { name: '画質' }).click();
    await expectAccessible(page, 'live, with a menu');

    await moveDay(pool, eventDayId, { doors: -120, ends: -60 });
    await page.reload();
    await expect(page.getByRole('heading', { name: '配信は終了しました' })).toBeVisible();
    await expectAccessible(page, 'ended');

    await moveDay(pool, eventDayId, { doors: -60, ends: 60 });
    await revokeDay(pool, eventDayId);
    await page.reload();
    await expect(page.getByText('このチケットは使えません')).toBeVisible();
    await expectAccessible(page, 'refunded');
  });
}
