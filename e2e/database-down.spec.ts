import { randomUUID } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright/test';
import { answeredWith, expect, test } from './fixtures';
import { expectFrames } from './frame-strip';
import { lookAgain } from './look-again';
import { festival, giveTicket } from './rows';
import { startSecondPortal } from './second-portal';
import { signInAt } from './sign-in';

const PLAYERS = 10;
/** Pictures are composed by the processor here: small ones leave it time for ten decoders. */
const SMALL = { width: 480, height: 320 };

/** Signed in at the first portal: cookies of `localhost` are for all its ports. */
async function ticketHolder(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await signInAt(page, '/sign-in?next=/tickets', address);
  return page;
}

test('the database goes away mid-show: ten players go on and beat, a new one is told that it is our side @alone', async ({
  browser,
  pool,
  expectedErrors,
}) => {
  // Ten sign-ins and ten decoders in turn on whatever machine there is.
  test.setTimeout(600_000);
  expectedErrors.push(answeredWith(500), answeredWith(503));
  const portal = await startSecondPortal();
  const addresses = Array.from({ length: PLAYERS + 1 }, () => `${randomUUID()}@example.jp`);
  for (const address of addresses) await giveTicket(pool, address);
  const contexts = await Promise.all(addresses.map(() => browser.newContext({ viewport: SMALL })));
  try {
    const pages: Page[] = [];
    for (const [index, context] of contexts.entries()) {
      pages.push(await ticketHolder(context, addresses[index] ?? ''));
    }
    const late = pages.pop();
    if (late === undefined) throw new Error('nobody is late');
    for (const page of pages) {
      await page.goto(`${portal.url}/watch/${festival.slug}`);
      await expectFrames(page.locator('video'), 2);
    }

    portal.cutDatabase();

    const beats = pages.map((page) => page.waitForResponse((answer) => answer.url().endsWith('/heartbeat')));
    for (const page of pages) await lookAgain(page);
    for (const beat of beats) expect((await beat).status()).toBe(200);
    for (const page of pages) await expectFrames(page.locator('video'), 10);
    const refused = await late.request.post(`${portal.url}/api/playback`, {
      headers: { origin: portal.url },
      data: { eventDayId: festival.dayOnAir },
    });
    expect(refused.status()).toBe(503);
    expect(await refused.json()).toMatchObject({ code: 'unavailable' });
    await late.goto(`${portal.url}/watch/${festival.slug}`);
    await expect(late.getByText('こちら側の問題です')).toBeVisible();
    await expect(late.locator('video')).toHaveCount(0);
  } finally {
    await Promise.all(contexts.map((context) => context.close()));
    await portal.stop();
  }
});
