import { expect, test } from 'vitest';
import { browserFamily } from './browser-family';

const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
  ['chrome', `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/141.0.0.0 Safari/537.36`],
  [
    'edge',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`,
  ],
  ['chrome_android', `Mozilla/5.0 (Linux; Android 10; K) ${webKit} Chrome/141.0.0.0 Mobile Safari/537.36`],
  [
    'samsung',
    `Mozilla/5.0 (Linux; Android 10; K) ${webKit} SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36`,
  ],
  [
    'webview_android',
    `Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/AP4A; wv) ${webKit} Version/4.0 Chrome/141.0.0.0 Mobile Safari/537.36`,
  ],
  ['firefox', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0'],
  [
    'safari',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
  ],
  [
    'safari_ios',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141.0.0.0 Mobile/15E148 Safari/604.1',
  ],
  ['other', 'curl/8.5.0'],
  ['other', null],
])('%s', (family, userAgent) => {
  expect(browserFamily(userAgent)).toBe(family);
});
