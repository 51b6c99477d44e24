import type { Locator, Page } from 'playwright/test';
import { expect, test } from './fixtures';
import { expectFrames, expectMovingPicture } from './frame-strip';
import { writeProtectedDay } from './protected-day';
import { signInAt } from './sign-in';

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < 40; step += 1) {
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

const shownCaptions = (video: Locator) =>
  video.evaluate((element) => {
    if (!(element instanceof HTMLVideoElement)) return [];
    return [...element.textTracks]
      .filter(({ mode }) => mode === 'showing')
      .flatMap(({ activeCues }) => [...(activeCues ?? [])])
      .map((cue) => (cue instanceof VTTCue ? cue.text : ''));
  });

const isPaused = (video: Locator) =>
  video.evaluate((element) => element instanceof HTMLVideoElement && element.paused);

test('watching with the keyboard alone: quality, captions, back in time and back to live', async ({
  page,
  pool,
  address,
}) => {
  const { slug } = await writeProtectedDay(pool, {
    keySystems: ['clearkey'],
    stream: 'manifest.mpd',
    address,
  });
  await signInAt(page, `/sign-in?next=/watch/${slug}`, address);
  const video = page.locator('video');
  await expectMovingPicture(video);

  await page.keyboard.press('k');
  await expect.poll(() => isPaused(video)).toBe(true);
  await page.keyboard.press('k');
  await expect.poll(() => isPaused(video)).toBe(false);

  const quality = page.getByRole('button', { name: '画質' });
  await tabTo(page, quality);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: '自動' })).toBeVisible();
  await tabTo(page, page.getByRole('radio', { name: '自動' }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: '自動' })).not.toBeChecked();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('radio', { name: '自動' })).toBeHidden();

  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowLeft');
  const back = page.getByRole('button', { name: /ライブに戻る/ });
  await tabTo(page, back);
  await page.keyboard.press('Enter');
  await expect(back).toBeHidden();
  await expectFrames(video, 5);

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'キーボード操作' })).toBeVisible();
  await page.keyboard.press('Escape');

  await expect(page.getByRole('button', { name: '字幕' })).toBeVisible();
  await page.keyboard.press('c');
  await expect.poll(() => shownCaptions(video)).not.toEqual([]);
  await page.reload();
  await expectFrames(video, 5);
  await expect.poll(() => shownCaptions(video), 'remembered').not.toEqual([]);
});

test('the viewer’s mark is over the picture and comes back when it is taken away or hidden', async ({
  page,
  pool,
  address,
}) => {
  const { slug, eventDayId } = await writeProtectedDay(pool, {
    keySystems: ['clearkey'],
    stream: 'manifest.mpd',
    address,
  });
  await signInAt(page, `/sign-in?next=/watch/${slug}`, address);
  await expectFrames(page.locator('video'), 5);
  const { rows } = await pool.query<{ mark: string }>(
    'select mark from playback_sessions where event_day_id = $1',
    [eventDayId],
  );
  const mark = page.locator('media-controller > span', { hasText: rows[0]?.mark ?? '?' });
  await expect(mark).toBeVisible();
  for (const tamper of [
    (element: HTMLElement) => element.remove(),
    (element: HTMLElement) => element.style.setProperty('display', 'none', 'important'),
    (element: HTMLElement) => element.setAttribute('slot', 'nowhere'),
    (element: HTMLElement) => element.replaceChildren(),
    (element: HTMLElement) => document.body.append(element),
  ]) {
    await mark.evaluate(tamper);
    await expect(mark).toHaveCount(1);
    await expect(mark).toBeVisible();
  }
  // A sheet of the page's own making, which its Content-Security-Policy lets through.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('media-controller > span { display: none !important; opacity: 0 !important }');
    document.adoptedStyleSheets.push(sheet);
  });
  await expect(mark).toBeVisible();
  expect(await mark.evaluate((element) => getComputedStyle(element).opacity)).toBe('0.35');
});
