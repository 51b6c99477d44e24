import type { Browser, BrowserContextOptions, Page } from 'playwright';

type StorageState = Exclude<BrowserContextOptions['storageState'], string | undefined>;

export interface ColdStart {
  readonly url: string;
  /** Who is signed in; caches are empty all the same. */
  readonly storageState: StorageState;
}

/** Of each way, in milliseconds, and what the line carries. */
const line = { latencyMs: 40, bytesPerSecond: (10 * 1024 * 1024) / 8 };
const patienceMs = 60_000;

/** Milliseconds from navigation to the first decoded frame on screen, in a browser context that has cached nothing. */
export function firstFrameMs(browser: Browser, start: ColdStart): Promise<number> {
  return onSlowPage(browser, start, readFirstFrame);
}

/** Milliseconds from the moment at which a waiting page begins to play, of itself, to the first decoded frame. */
export function firstFrameAfterLobbyMs(browser: Browser, start: ColdStart): Promise<number> {
  return onSlowPage(browser, start, async (page) => {
    const frame = await readFirstFrame(page);
    const begun = await page.evaluate(() => performance.getEntriesByName('stagedoor:shell')[0]?.startTime);
    if (begun === undefined) throw new Error('no mark of a start');
    return frame - begun;
  });
}

async function onSlowPage(
  browser: Browser,
  { url, storageState }: ColdStart,
  measure: (page: Page) => Promise<number>,
): Promise<number> {
  const context = await browser.newContext({ storageState, viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(noteFirstFrame);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: line.latencyMs,
      downloadThroughput: line.bytesPerSecond,
      uploadThroughput: line.bytesPerSecond,
    });
    await page.goto(url, { waitUntil: 'commit' });
    return await measure(page);
  } finally {
    await context.close();
  }
}

async function readFirstFrame(page: Page): Promise<number> {
  const frame = await page.waitForFunction(() => Reflect.get(window, 'firstFrameMs'), undefined, {
    timeout: patienceMs,
  });
  const value = await frame.jsonValue();
  if (typeof value !== 'number') throw new Error('no time of a first frame');
  return value;
}

/** Runs in the page, before anything else of it. */
export function noteFirstFrame(): void {
  const observer = new MutationObserver(() => {
    const video = document.querySelector('video');
    if (video === null) return;
    observer.disconnect();
    video.requestVideoFrameCallback(() => Reflect.set(window, 'firstFrameMs', performance.now()));
  });
  observer.observe(document, { childList: true, subtree: true });
}
