import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['{app,components,infra,lib,messages,sandbox,scripts}/**/*.test.{ts,tsx}', '*.test.ts'],
    globalSetup: ['scripts/vitest-setup.ts'],
    setupFiles: ['scripts/vitest-env.ts'],
    // next-intl imports `next/server` without an extension, which node alone does not resolve.
    server: { deps: { inline: ['next-intl'] } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One second by default: a busy machine must not fail a test.
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 2,
  },
});
