import { defineConfig, devices } from 'playwright/test';

const executablePath = process.env.CHROMIUM_PATH;
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // There is none: the process that stands in for it can leave the browser hanging (microsoft/playwright#4761).
  '--disable-gpu',
];
/** Chromium's sandbox cannot be set up by root; elsewhere it stays on. */
const args = process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet;
const phoneSpecs = /\.phone\.spec\.ts$/;
/** Playwright matches this against file name, titles and tags together. */
const forPhones = /\.phone\.spec\.ts|@phone/;
/** Many players at once, or a picture by the clock: run after all others, one at a time (scripts/run-e2e.ts). */
const alone = /@alone/;
const desktop = { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } };

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: 2,
  retries: 0,
  // A patience for broken things, not a measure: a busy machine must not fail a test.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  use: {
    baseURL: process.env.E2E_BASE_URL ?? 'http://localhost:3000',
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    // Costs every test time at its end; for one that fails: npm run e2e -- --trace retain-on-failure.
    trace: 'off',
    launchOptions: { args, ...(executablePath === undefined ? {} : { executablePath }) },
  },
  projects: [
    {
      name: 'desktop',
      testIgnore: phoneSpecs,
      grepInvert: alone,
      use: desktop,
    },
    {
      name: 'phone',
      grep: forPhones,
      use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
    },
    { name: 'alone', grep: alone, use: desktop },
  ],
});
