import { PNG } from 'pngjs';
import { expect, type Locator } from 'playwright/test';

/** Geometry of the strip burnt into the fixture, in its 1280 × 720 pixels (sandbox/origin/README.md). */
const STRIP = { guardX: 56, firstBitX: 96, stepX: 40, y: 676, width: 1280, height: 720 } as const;
const BITS = 11;
const LIT = 128;

/**
 * The frame number (0 to 1499, one a twenty-fifth of a second) read from the picture itself: only decrypted and
 * decoded video has one. Undefined where the strip's guard box is not lit.
 */
export async function readFrameNumber(video: Locator): Promise<number | undefined> {
  const picture = PNG.sync.read(await video.screenshot());
  const scale = picture.width / STRIP.width;
  const top = (picture.height - STRIP.height * scale) / 2;
  const isLit = (x: number) => {
    const at = (Math.round(top + STRIP.y * scale) * picture.width + Math.round(x * scale)) * 4;
    return (
      (picture.data[at] ?? 0) > LIT && (picture.data[at + 1] ?? 0) > LIT && (picture.data[at + 2] ?? 0) > LIT
    );
  };
  if (!isLit(STRIP.guardX)) return undefined;
  const bits = Array.from({ length: BITS }, (_, bit) =>
    isLit(STRIP.firstBitX + bit * STRIP.stepX) ? 2 ** bit : 0,
  );
  const frame = bits.reduce((sum, value) => sum + value, 0);
  return frame < 1500 ? frame : undefined;
}

/** Two pictures of the stream with different numbers: it is decoded and it moves. */
export async function expectMovingPicture(video: Locator): Promise<void> {
  let first: number | undefined;
  await expect
    .poll(async () => (first ??= await readFrameNumber(video)), {
      message: 'a decoded picture',
      timeout: 30_000,
    })
    .toBeDefined();
  await expect
    .poll(
      async () => {
        const next = await readFrameNumber(video);
        return next !== undefined && next !== first;
      },
      { message: 'a later picture', timeout: 30_000 },
    )
    .toBe(true);
}

/** Counts frames that the browser has put on screen, by the video's own callback. */
export async function expectFrames(video: Locator, count: number): Promise<void> {
  const seen = await video.evaluate(
    (element, wanted) =>
      new Promise<number>((resolve) => {
        if (!(element instanceof HTMLVideoElement)) return resolve(0);
        let frames = 0;
        const onFrame = () => {
          frames += 1;
          if (frames >= wanted) resolve(frames);
          else element.requestVideoFrameCallback(onFrame);
        };
        element.requestVideoFrameCallback(onFrame);
      }),
    count,
  );
  expect(seen).toBeGreaterThanOrEqual(count);
}
