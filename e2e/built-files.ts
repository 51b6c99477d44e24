/** What runs: the bundles for Lambda (`--target aws`) instead of `next start` (scripts/run-e2e.ts). */
export const onAws = process.env.E2E_TARGET === 'aws';

/** Where the build under test left what browsers can fetch, and what the server knows of itself. */
export const builtFiles = onAws
  ? { browser: '.open-next/assets/_next/static', server: '.open-next/server-functions/default/.next/server' }
  : { browser: '.next/static', server: '.next/server' };
