import { expect, placeOf, test } from './fixtures';
import { expectFrames, expectMovingPicture } from './frame-strip';
import { breakOrigin, expectStandstill, secondsBehind, secondsLost, writeHealingDay } from './healing-day';
import { signInAt } from './sign-in';

/** More than the player holds in its buffer: the fault is felt. */
const WATCHED_SECONDS = 14;

test('an origin that answers 503, drops or hangs costs no picture: the other one goes on @alone', async ({
  context,
  pool,
  address,
  expectedErrors,
}) => {
  expectedErrors.push(/Failed to load resource/);
  const kinds = ['503', 'drop', 'hang'] as const;
  const lost = await Promise.all(
    kinds.map(async (kind, index) => {
      const own = `${index}-${address}`;
      const { slug } = await writeHealingDay(pool, own);
      const browser = context.browser();
      if (browser === null) throw new Error('no browser');
      const page = await browser.newPage();
      await signInAt(page, `/sign-in?next=/watch/${slug}`, own);
      await expectFrames(page.locator('video'), 25);
      const { mend } = await breakOrigin('E2E_ORIGIN_URL', { slug, kind });
      const seconds = await secondsLost(page, WATCHED_SECONDS);
      await mend();
      await page.close();
      return seconds;
    }),
  );
  for (const [index, kind] of kinds.entries()) {
    process.stdout.write(`origin ${kind}: ${lost[index]?.toFixed(2)} s of ${WATCHED_SECONDS} s lost\n`);
  }
  const [refused = 9, dropped = 9, hung = 9] = lost;
  expect(refused).toBeLessThan(0.3);
  expect(dropped).toBeLessThan(0.3);
  expect(hung).toBeLessThanOrEqual(1);
});

test('with both origins away the show waits, and goes on by itself at the live edge @alone', async ({
  page,
  pool,
  address,
  expectedErrors,
}) => {
  expectedErrors.push(/Failed to load resource/);
  const { slug } = await writeHealingDay(pool, address);
  await signInAt(page, `/sign-in?next=/watch/${slug}`, address);
  const video = page.locator('video');
  await expectFrames(video, 25);
  const faults = await Promise.all([
    breakOrigin('E2E_ORIGIN_URL', { slug, kind: '503' }),
    breakOrigin('E2E_BACKUP_ORIGIN_URL', { slug, kind: '503' }),
  ]);
  await expectStandstill(page, 9);
  await Promise.all(faults.map(({ mend }) => mend()));
  await expectFrames(video, 50);
  await expect.poll(() => secondsBehind(page)).toBeLessThan(5);
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
  await expectMovingPicture(video);
});

test('a stream that the first engine cannot decode is played by the second one', async ({
  page,
  pool,
  address,
  expectedErrors,
}) => {
  expectedErrors.push(/.*/);
  const { slug } = await writeHealingDay(pool, address);
  await signInAt(page, '/sign-in?next=/tickets', address);
  let isBroken = true;
  page.on('request', (request) => {
    if (request.url().endsWith('.m3u8')) isBroken = false;
  });
  const toThePage = {
    'access-control-allow-origin': placeOf('E2E_BASE_URL'),
    'access-control-allow-credentials': 'true',
  };
  await page.route(/\/live\/.*\.m4s/, (route) =>
    isBroken ? route.fulfill({ body: Buffer.alloc(4000, 0x41), headers: toThePage }) : route.continue(),
  );
  await page.goto(`/watch/${slug}`);
  const video = page.locator('video');
  await expectFrames(video, 50);
  await expectMovingPicture(video);
  expect(isBroken).toBe(false);
});
