import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright/test';
import { builtFiles } from './built-files';
import { expect, test } from './fixtures';
import { expectFrames } from './frame-strip';
import { festival, giveTicket } from './rows';
import { signInAt } from './sign-in';

/** Words that only the engine's own code has: they survive minification. */
const player = /shaka|media-chrome|MediaKeySession/i;
const stripe = /confirmPayment|PaymentElement|js\.stripe\.com/;

/** All JavaScript that a page loads, and from where. Read again by address: a page that moves on drops its bodies. */
async function scriptsOf(page: Page, address: string, until?: () => Promise<void>) {
  const sources = new Set<string>();
  page.on('request', (request) => {
    if (request.resourceType() === 'script') sources.add(request.url());
  });
  await page.goto(address, { waitUntil: until === undefined ? 'networkidle' : 'load' });
  await until?.();
  const code = await Promise.all(
    [...sources].map(async (source) => {
      const response = await page.request.get(source);
      expect(response.ok(), source).toBe(true);
      return response.text();
    }),
  );
  const origins = new Set([...sources].map((source) => new URL(source).origin));
  return {
    code: code.join('\n'),
    origins,
    bySource: new Map([...sources].map((source, at) => [source, code[at]])),
  };
}

for (const address of ['/', `/events/${festival.slug}`, '/sign-in', '/nope']) {
  test(`${address} loads nothing of the player, of Stripe or of another origin`, async ({
    page,
    baseURL,
    expectedErrors,
  }) => {
    expectedErrors.push(/status of 404/);
    const { code, origins } = await scriptsOf(page, address);
    expect(code.length).toBeGreaterThan(10_000);
    expect([player.test(code), stripe.test(code)]).toEqual([false, false]);
    expect([...origins]).toEqual([new URL(baseURL ?? '').origin]);
  });
}

test('the checkout loads Stripe and no player, the player pages the reverse', async ({
  page,
  context,
  address,
}) => {
  await signInAt(page, '/sign-in', address);
  const checkout = await scriptsOf(page, `/checkout/${festival.slug}`);
  expect(player.test(checkout.code)).toBe(false);
  const watch = await scriptsOf(await context.newPage(), `/test-playback?event=${festival.slug}`);
  expect([player.test(watch.code), stripe.test(watch.code)]).toEqual([true, false]);
});

test('the engine has at most 180 KB and the player 245 KB, gzipped, with the second engine not among them', async ({
  page,
  context,
  pool,
  address,
}) => {
  await giveTicket(pool, address);
  await signInAt(page, '/sign-in', address);
  const others = [
    await scriptsOf(page, '/'),
    await scriptsOf(await context.newPage(), `/checkout/${festival.slug}`),
  ];
  const show = await context.newPage();
  const picture = () => expectFrames(show.locator('video'), 10);
  const { bySource } = await scriptsOf(show, `/watch/${festival.slug}`, picture);
  const own = [...bySource].filter(([source]) => !others.some((other) => other.bySource.has(source)));
  const kilobytes = own.map(([, code = '']) => gzipSync(code, { level: 9 }).length / 1000);
  const all = kilobytes.reduce((sum, size) => sum + size, 0);
  const engine = Math.max(...kilobytes);
  expect(engine).toBeGreaterThan(100);
  expect(engine).toBeLessThanOrEqual(180);
  expect(all).toBeLessThanOrEqual(245);
  expect(own.some(([, code = '']) => code.includes('hlsMediaAttached'))).toBe(false);
});

test('no secret is in any file that a browser can fetch', async () => {
  const secrets = ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'NEXTAUTH_SECRET', 'PLAYBACK_TOKEN_SECRET'];
  secrets.push('OIDC_CLIENT_SECRET', 'DRM_CLEARKEY_SECRET', 'JOBS_SECRET', 'DATABASE_URL');
  const canaries = secrets.map((name) => process.env[name] ?? '');
  for (const canary of canaries) expect(canary.length).toBeGreaterThan(8);
  const files = await readdir(builtFiles.browser, { recursive: true, withFileTypes: true });
  const texts = files
    .filter((file) => file.isFile())
    .map((file) => readFile(join(file.parentPath, file.name), 'utf8'));
  const all = (await Promise.all(texts)).join('\n');
  expect(all.length).toBeGreaterThan(100_000);
  for (const [index, canary] of canaries.entries()) expect(all.includes(canary), secrets[index]).toBe(false);
  expect(all).not.toMatch(/sk_test_|whsec_|license_decisions|admin\/orders\/\[orderId\]\/page\.tsx/);
});
