import type { Page } from 'playwright/test';
import type { Pool } from 'pg';
import { placeOf } from './fixtures';
import { type ProtectedDay, writeProtectedDay } from './protected-day';

/** An event of its own that is at two origins and has an HLS rendition, with a ticket for the address. */
export async function writeHealingDay(pool: Pool, address: string): Promise<ProtectedDay> {
  const day = await writeProtectedDay(pool, {
    keySystems: ['clearkey'],
    stream: 'cbcs/manifest.mpd',
    address,
  });
  await pool.query(
    `update event_days set backup_origin = $2, hls_manifest_url = replace(manifest_url, 'manifest.mpd', 'master.m3u8')
     where id = $1`,
    [day.eventDayId, placeOf('E2E_BACKUP_ORIGIN_URL')],
  );
  return day;
}

type FaultKind = '503' | 'drop' | 'hang';

/** Breaks one channel at one origin until it is mended. */
export async function breakOrigin(
  origin: 'E2E_ORIGIN_URL' | 'E2E_BACKUP_ORIGIN_URL',
  { slug, kind, files = '' }: { readonly slug: string; readonly kind: FaultKind; readonly files?: string },
): Promise<{ readonly mend: () => Promise<void> }> {
  const set = async (count: number) => {
    const response = await fetch(`${placeOf(origin)}/_sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind, match: `/live/${slug}/.*${files}`, count }),
    });
    if (!response.ok) throw new Error(`the origin took no fault: ${response.status}`);
  };
  await set(100_000);
  return { mend: () => set(0) };
}

/** Of the picture, in seconds: how long it took to show so many seconds more, less what was shown of them: what was skipped was not. */
export async function secondsLost(page: Page, seconds: number): Promise<number> {
  const lostMs = await page.locator('video').evaluate(
    (video, wanted) =>
      new Promise<number>((resolve) => {
        if (!(video instanceof HTMLVideoElement)) return resolve(Infinity);
        let [beganAt, last, shown] = [0, Number.NaN, 0];
        const onFrame = (now: number, { mediaTime }: VideoFrameCallbackMetadata) => {
          if (Number.isNaN(last)) [beganAt, last] = [now, mediaTime];
          // A browser that is busy leaves pictures out; more than a second of them is a jump.
          shown += Math.min(mediaTime - last, 1);
          last = mediaTime;
          if (shown >= wanted) resolve(now - beganAt - shown * 1000);
          else video.requestVideoFrameCallback(onFrame);
        };
        video.requestVideoFrameCallback(onFrame);
      }),
    seconds,
  );
  return Math.max(0, lostMs / 1000);
}

/** The latest picture that can be played, less the one that is shown. */
export async function secondsBehind(page: Page): Promise<number> {
  return page.locator('video').evaluate((video) => {
    if (!(video instanceof HTMLVideoElement) || video.seekable.length === 0) return Infinity;
    return video.seekable.end(video.seekable.length - 1) - video.currentTime;
  });
}

/** Waits until the picture has stood still for so many seconds. */
export async function expectStandstill(page: Page, seconds: number): Promise<void> {
  await page.locator('video').evaluate(
    (video, wanted) =>
      new Promise<void>((resolve) => {
        if (!(video instanceof HTMLVideoElement)) return;
        let last = { place: video.currentTime, at: performance.now() };
        const timer = setInterval(() => {
          const now = performance.now();
          if (video.currentTime !== last.place) last = { place: video.currentTime, at: now };
          if (now - last.at < wanted * 1000) return;
          clearInterval(timer);
          resolve();
        }, 200);
      }),
    seconds,
  );
}
