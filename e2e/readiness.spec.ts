import type { Page } from 'playwright/test';
import { expect, test } from './fixtures';
import { expectFrames } from './frame-strip';
import { hydrated } from './hydrated';
import { festival, giveTicket } from './rows';
import { signInAt } from './sign-in';

const address = `/test-playback?event=${festival.slug}`;
const startButton = { name: '再生テストを始める' } as const;

const line = (page: Page, check: string) =>
  page.getByRole('region', { name: '確認すること' }).getByRole('listitem').filter({ hasText: check });

async function start(page: Page): Promise<void> {
  await page.goto(address);
  await (await hydrated(page.getByRole('button', startButton))).click();
}

/** The verdict's title, and its code. */
async function expectVerdict(page: Page, title: string): Promise<string> {
  const verdict = page.getByRole('status').filter({ hasText: title });
  await expect(verdict).toBeVisible({ timeout: 45_000 });
  await expect(verdict.locator('code')).toHaveText(/^[2-9A-HJKMNP-Z]{6}$/);
  return verdict.locator('code').innerText();
}

/** Exactly one check did not pass, and this is the one thing to do about it. */
async function expectOnly(page: Page, check: string, fix: RegExp): Promise<void> {
  const advices = page.getByRole('status').getByRole('listitem');
  await expect(advices).toHaveCount(1);
  await expect(advices).toContainText(check);
  await expect(advices).toContainText(fix);
}

test(
  'a good pass shows every check, is on the ticket after a later sign-in, and leads staff to the device',
  { tag: '@phone' },
  async ({ page, pool, address: mail, browser }) => {
    await start(page);
    const code = await expectVerdict(page, 'OK：この端末で視聴できます');
    for (const check of [
      '安全な接続',
      'サーバーへの接続',
      '映像の配信元',
      '時計',
      '形式',
      'DRM',
      '許可',
      '音声の再生',
      '速さ',
    ])
      await expect(line(page, check)).toContainText('OK');
    await expect(page.getByText('結果を記録しました')).toBeVisible();
    await expect(page.getByRole('img', { name: 'テスト視聴ページのQRコード' })).toBeVisible();
    await giveTicket(pool, mail);
    await signInAt(page, '/sign-in?next=/tickets', mail);
    await expect(page.getByRole('list', { name: 'テスト視聴の結果' })).toContainText(
      / · .*確認済み .*\d\d:\d\d/,
    );
    await page.goto(address);
    await expect(page.getByText('この端末の前回の結果')).toBeVisible();
    const staff = await browser.newPage();
    await signInAt(staff, `/sign-in?next=${encodeURIComponent(`/admin?q=${code}`)}`, 'staff@example.jp');
    await expect(staff.getByRole('table', { name: 'コードの意味' })).toContainText('視聴できる');
    await staff.close();
  },
);

test('a second test starts at once and has a code of its own', async ({ page }) => {
  await start(page);
  const first = await expectVerdict(page, 'OK：');
  await page.getByRole('button', { name: 'もう一度テストする' }).click();
  await expect(page.getByText('確認しています')).toBeVisible();
  expect(await expectVerdict(page, 'OK：')).not.toBe(first);
});

test('no key system: the protection check fails', async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = () => Promise.reject(new DOMException('no', 'NotSupportedError'));
    Navigator.prototype.requestMediaKeySystemAccess = refuse;
    const ask = MediaCapabilities.prototype.decodingInfo;
    MediaCapabilities.prototype.decodingInfo = function (wish) {
      return 'keySystemConfiguration' in wish ? refuse() : ask.call(this, wish);
    };
  });
  await start(page);
  await expectVerdict(page, 'NG：');
  await expectOnly(page, '映像の保護（DRM）', /別のブラウザ/);
});

test('autoplay blocked: the sound check asks for a press, and passes with it', async ({ page }) => {
  // Chromium's own rule cannot be used: whatever Playwright evaluates counts as the viewer's press.
  await page.addInitScript((name) => {
    let hasPressed = false;
    addEventListener('pointerdown', (event) => (hasPressed ||= event.isTrusted), { capture: true });
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = function () {
      const isAllowed = this.muted || hasPressed;
      return isAllowed ? play.call(this) : Promise.reject(new DOMException('no', 'NotAllowedError'));
    };
    setInterval(() => {
      const buttons = [...document.querySelectorAll('button')];
      buttons.find((button) => button.textContent.includes(name))?.click();
    }, 100);
  }, startButton.name);
  await page.goto(address);
  await expect(line(page, '音声の再生')).toContainText('映像のボタンを押す', { timeout: 30_000 });
  await page.getByRole('button', { name: '音を出す' }).first().click();
  await expectVerdict(page, 'OK：');
});

test('a slow link: the show plays in a lower quality', async ({ page, context }) => {
  await page.goto(address, { waitUntil: 'networkidle' });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  const throughput = { downloadThroughput: 350_000 / 8, uploadThroughput: 350_000 / 8 };
  await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: 20, ...throughput });
  await page.getByRole('button', startButton).click();
  await expectVerdict(page, '視聴できます。気になる点が見つかりました');
  await expectOnly(page, '回線の速さ', /低い画質/);
});

test('a clock that is ten minutes fast: a warning that says so', async ({ page }) => {
  await page.addInitScript(() => {
    const fast = 10 * 60_000;
    const now = Date.now.bind(Date);
    Date.now = () => now() + fast;
  });
  await start(page);
  await expectVerdict(page, '視聴できます。気になる点が見つかりました');
  await expectOnly(page, '端末の時計', /自動設定/);
  await expect(line(page, '端末の時計')).toContainText('約10分進んでいます');
});

for (const { fault, answer, fix } of [
  { fault: 'a CDN that cannot be reached', answer: undefined, fix: /VPN や広告ブロック/ },
  { fault: 'a CDN that refuses for want of cookies', answer: 403, fix: /Cookie がブロック/ },
]) {
  test(`${fault}: its check fails and no other`, async ({ page, baseURL, expectedErrors }) => {
    expectedErrors.push(/Failed to load resource/);
    const cors = {
      'access-control-allow-origin': new URL(baseURL ?? '').origin,
      'access-control-allow-credentials': 'true',
    };
    await page.route(/\/live\/.*\.(mpd|m3u8|mp4|m4s)/, (route) =>
      answer === undefined ? route.abort() : route.fulfill({ status: answer, headers: cors }),
    );
    await start(page);
    await expectVerdict(page, 'NG：');
    await expectOnly(page, '映像の配信元', fix);
  });
}

test('the test runs the engine file of the show, byte for byte, and asks for licenses where it does', async ({
  page,
  context,
  pool,
  address: mail,
}) => {
  const show = await loadedBy(await context.newPage(), async (watch) => {
    await giveTicket(pool, mail);
    await signInAt(watch, `/sign-in?next=/watch/${festival.slug}`, mail);
  });
  const trial = await loadedBy(page, start);
  expect(trial.engine.length).toBeGreaterThan(0);
  expect(trial).toEqual(show);
});

/** Addresses of the engine's scripts, which carry a hash of their content when built, and of the license route. */
async function loadedBy(page: Page, open: (page: Page) => Promise<void>) {
  const scripts = new Set<string>();
  const licenses = new Set<string>();
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.add(request.url());
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/license/')) licenses.add(pathname);
  });
  await open(page);
  await expectFrames(page.locator('video').first(), 5);
  const codes = await Promise.all(
    [...scripts].map(async (url) => ({ url, code: await (await page.request.get(url)).text() })),
  );
  const isEngine = ({ code }: { code: string }) => code.includes('shaka.Player');
  return {
    engine: codes
      .filter(isEngine)
      .map(({ url }) => url)
      .sort(),
    licenses: [...licenses],
  };
}
