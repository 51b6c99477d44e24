import { readFile } from 'node:fs/promises';
import { Pool } from 'pg';
import { type Browser, chromium } from 'playwright';
import { festival, giveTicket } from '../e2e/rows';
import { signInAt } from '../e2e/sign-in';
import { resolveChromium } from '../scripts/chromium';
import { repoRoot } from '../scripts/repo-root';
import type { OnStop } from '../scripts/run-command';
import { startStack, type Stack } from '../scripts/stack';
import { parseEnvFile } from '../scripts/stack-env';
import { startBarePage } from './first-frame/bare-server';
import { type ColdStart, firstFrameAfterLobbyMs, firstFrameMs } from './first-frame/measure-page';
import { median, medianAndRange } from './median';

const ROUNDS = 15;
const ADDRESS = 'first-frame@example.jp';
const GOAL = 0.95;
const LOBBY_ROUNDS = 5;
const LOBBY_GOAL = 0.3;
/** Doors, in seconds from a visit: long enough for everything to be made ready. */
const LOBBY_SECONDS = 15;

/** Time to the first picture of the live page, cold and over a slow line, against a page with stock Shaka and no more. */
export async function benchFirstFrame(databaseUrl: string, onStop: OnStop): Promise<number> {
  const stack = await startStack({
    name: 'e2e',
    openDatabase: async () => databaseUrl,
    fixedPorts: false,
    given: {},
    onStop,
  });
  const browser = await chromium.launch({ executablePath: await resolveChromium(), args: browserArgs });
  onStop(() => browser.close());
  const storageState = await signedIn(browser, stack, databaseUrl);
  const live = { url: `${stack.appUrl}/watch/${festival.slug}`, storageState };
  const bare = { url: await barePage(stack, databaseUrl, onStop), storageState };
  const ratios = await playRounds(browser, { live, bare });
  const lobby = await playLobbyRounds(browser, { live, bare }, databaseUrl);
  console.log(`live page against bare Shaka page: ${medianAndRange(ratios)}, goal ${GOAL}, hoped for 0.85`);
  console.log(`from a warm lobby against bare Shaka page: ${medianAndRange(lobby)}, goal ${LOBBY_GOAL}`);
  return median(ratios) <= GOAL && median(lobby) <= LOBBY_GOAL ? 0 : 1;
}

/** Chromium's sandbox cannot be set up by root. */
const browserArgs = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
];

interface Pages {
  readonly live: ColdStart;
  readonly bare: ColdStart;
}

async function playRounds(browser: Browser, { live, bare }: Pages): Promise<readonly number[]> {
  for (const page of [bare, live]) await firstFrameMs(browser, page);
  const [ours, theirs, ratios]: [number[], number[], number[]] = [[], [], []];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const before = await firstFrameMs(browser, bare);
    const mine = await firstFrameMs(browser, live);
    const after = await firstFrameMs(browser, bare);
    ours.push(mine);
    theirs.push(before, after);
    ratios.push((2 * mine) / (before + after));
    console.log(
      `round ${round}: bare ${before.toFixed(0)}, live ${mine.toFixed(0)}, bare ${after.toFixed(0)} ms`,
    );
  }
  console.log(`medians: bare ${median(theirs).toFixed(0)} ms, live ${median(ours).toFixed(0)} ms`);
  return ratios;
}

/** The day on air is moved so that its doors are shortly ahead; its stream has been on air all the time. */
async function playLobbyRounds(
  browser: Browser,
  { live, bare }: Pages,
  databaseUrl: string,
): Promise<readonly number[]> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  const ratios: number[] = [];
  for (let round = 1; round <= LOBBY_ROUNDS; round += 1) {
    const cold = await firstFrameMs(browser, bare);
    await pool.query(
      `update event_days set doors_at = now() + $2 * interval '1 second', starts_at = now() + interval '1 minute'
       where id = $1`,
      [festival.dayOnAir, LOBBY_SECONDS],
    );
    const warm = await firstFrameAfterLobbyMs(browser, live);
    ratios.push(warm / cold);
    console.log(`lobby round ${round}: bare ${cold.toFixed(0)}, from the lobby ${warm.toFixed(0)} ms`);
  }
  await pool.end();
  return ratios;
}

/** The cookies of a viewer with a ticket who has been on the portal, in this browser, and has cached nothing of it. */
async function signedIn(browser: Browser, stack: Stack, databaseUrl: string) {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  await giveTicket(pool, ADDRESS);
  await pool.end();
  const context = await browser.newContext({ locale: 'ja-JP', baseURL: stack.appUrl });
  const page = await context.newPage();
  await signInAt(page, `/sign-in?next=/watch/${festival.slug}`, ADDRESS);
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0);
  const state = await context.storageState();
  await context.close();
  return state;
}

async function barePage(stack: Stack, databaseUrl: string, onStop: OnStop): Promise<string> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  const found = await pool.query<{ manifest_url: string }>(
    'select manifest_url from event_days where id = $1',
    [festival.dayOnAir],
  );
  await pool.end();
  const manifestUrl = found.rows[0]?.manifest_url ?? '';
  const example = parseEnvFile(await readFile(`${repoRoot}/.env.example`, 'utf8'));
  const licenseSecret = example.DRM_CLEARKEY_SECRET ?? '';
  return startBarePage({ manifestUrl, licenseUrl: `${stack.twins.drm}/clearkey`, licenseSecret }, onStop);
}
