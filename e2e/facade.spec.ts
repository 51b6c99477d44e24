import type { Page } from 'playwright/test';
import { emeTrace, installEmeFacade } from './eme-facade';
import { answeredWith, expect, test } from './fixtures';
import { expectFrames, expectMovingPicture } from './frame-strip';
import { openHlsPage, openHlsSession, playWithHls } from './hls-page';
import { revokeDay, writeProtectedDay } from './protected-day';
import { signInAt } from './sign-in';

const vendors = [
  {
    keySystem: 'widevine',
    emeKeySystem: 'com.widevine.alpha',
    stream: 'cbcs-all/manifest.mpd',
    /** SignedMessage of type 1, in base64. */
    request: /^CAES/,
  },
  {
    keySystem: 'playready',
    emeKeySystem: 'com.microsoft.playready',
    stream: 'cenc-all/manifest.mpd',
    /** `<Play` in UTF-16LE. */
    request: /^PABQAGwAYQB5A/,
  },
  {
    keySystem: 'fairplay',
    emeKeySystem: 'com.apple.fps',
    stream: 'cbcs-all/master.m3u8',
    /** SPC version 1 and four zero bytes. */
    request: /^AAAAAQAAAA/,
  },
] as const;
const hlsStream = 'cbcs-all/master.m3u8';

async function renewals(page: Page): Promise<number> {
  const { messages } = await emeTrace(page);
  return messages.filter(({ messageType }) => messageType === 'license-renewal').length;
}

async function framesNow(page: Page): Promise<number> {
  const video = page.locator('video');
  return video.evaluate((element) =>
    element instanceof HTMLVideoElement ? element.getVideoPlaybackQuality().totalVideoFrames : 0,
  );
}

/** Decoding has ended, wherever the clock of the video stands. */
async function expectStandstill(page: Page): Promise<void> {
  let last = -1;
  await expect
    .poll(
      async () => {
        const before = last;
        last = await framesNow(page);
        return last === before;
      },
      { intervals: [1000], timeout: 20_000 },
    )
    .toBe(true);
}

for (const { keySystem, emeKeySystem, stream, request } of vendors) {
  test.describe(`${keySystem}, by a pretended module`, () => {
    test('the watch page plays and renews; a revoked ticket ends it in words', async ({
      page,
      pool,
      address,
      expectedErrors,
    }) => {
      expectedErrors.push(answeredWith(403));
      const day = await writeProtectedDay(pool, { keySystems: [keySystem], stream, address });
      await installEmeFacade(page, { keySystems: [emeKeySystem], renewAfterSeconds: 3 });
      await signInAt(page, `/sign-in?next=/watch/${day.slug}`, address);
      const video = page.locator('video');
      await expectFrames(video, 25);
      await expectMovingPicture(video);
      await expect.poll(() => renewals(page), { timeout: 15_000 }).toBeGreaterThan(1);
      await expectFrames(video, 50);
      const trace = await emeTrace(page);
      expect(trace.messages.map(({ base64 }) => base64).find((base64) => request.test(base64))).toBeDefined();
      expect(trace.updates.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
      expect(trace.updates.filter(({ outcome }) => outcome === 'taken').length).toBeGreaterThan(1);
      expect(new Set(trace.statuses)).toEqual(new Set(['usable']));
      await revokeDay(pool, day.eventDayId);
      await expect(page.getByText('このチケットは使えません').first()).toBeVisible({ timeout: 15_000 });
      await expect(video).toBeHidden();
    });

    test('a license that runs out stops the picture', async ({ page, pool, address, expectedErrors }) => {
      expectedErrors.push(answeredWith(403));
      const day = await writeProtectedDay(pool, { keySystems: [keySystem], stream, address });
      await installEmeFacade(page, { keySystems: [emeKeySystem], expireAfterSeconds: 12 });
      await signInAt(page, `/sign-in?next=/watch/${day.slug}`, address);
      await expectFrames(page.locator('video'), 25);
      await expect
        .poll(async () => (await emeTrace(page)).statuses.includes('expired'), { timeout: 30_000 })
        .toBe(true);
      await expect(page.getByRole('alert').or(page.getByText('再生できません')).first()).toBeVisible();
    });

    test('hls.js plays from the same routes and renews', async ({ page, pool, address }) => {
      const day = await writeProtectedDay(pool, { keySystems: [keySystem], stream: hlsStream, address });
      await installEmeFacade(page, { keySystems: [emeKeySystem], renewAfterSeconds: 3 });
      await signInAt(page, '/sign-in?next=/tickets', address);
      await openHlsPage(page);
      const session = await openHlsSession(page, day.eventDayId);
      await playWithHls(page, { session, keySystem, emeKeySystem });
      const video = page.locator('video');
      await expectFrames(video, 25);
      await expectMovingPicture(video);
      await expect.poll(() => renewals(page), { timeout: 15_000 }).toBeGreaterThan(1);
      await expectFrames(video, 50);
      expect(await page.evaluate(() => window.hlsErrors)).toEqual([]);
    });

    test('hls.js gets 403 for a revoked ticket; once renewals are denied its picture stops', async ({
      page,
      pool,
      address,
      expectedErrors,
    }) => {
      expectedErrors.push(answeredWith(403));
      const wish = { keySystems: [keySystem], stream: hlsStream, address };
      const [denied, cut] = [await writeProtectedDay(pool, wish), await writeProtectedDay(pool, wish)];
      await installEmeFacade(page, {
        keySystems: [emeKeySystem],
        renewAfterSeconds: 3,
        expireAfterSeconds: 6,
      });
      await signInAt(page, '/sign-in?next=/tickets', address);
      await openHlsPage(page);
      const first = await openHlsSession(page, denied.eventDayId);
      await revokeDay(pool, denied.eventDayId);
      await playWithHls(page, { session: first, keySystem, emeKeySystem });
      await expect
        .poll(() => page.evaluate(() => window.hlsErrors?.[0]))
        .toEqual({ details: 'keySystemLicenseRequestFailed', status: 403 });
      expect(await framesNow(page)).toBe(0);

      await openHlsPage(page);
      const session = await openHlsSession(page, cut.eventDayId);
      await playWithHls(page, { session, keySystem, emeKeySystem });
      await expectFrames(page.locator('video'), 50);
      await revokeDay(pool, cut.eventDayId);
      await expectStandstill(page);
    });
  });
}
