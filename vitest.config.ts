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
    // They end what hangs. A busy machine must not fail a test: some synthesize a whole installation, or kill a server ten times.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 2,
  },
});
