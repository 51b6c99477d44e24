import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { expect, test as base } from 'playwright/test';

interface Fixtures {
  /** Rows of the portal's own database. */
  readonly pool: Pool;
  /** An address that nobody else signs in with. */
  readonly address: string;
  /** Console errors that a test means to cause; every other one fails it. */
  readonly expectedErrors: RegExp[];
  readonly quietConsole: undefined;
}

/** Where the parts of the running stack are (scripts/run-e2e.ts). */
export function placeOf(
  name:
    | 'E2E_BASE_URL'
    | 'E2E_STRIPE_URL'
    | 'E2E_DRM_URL'
    | 'E2E_ORIGIN_URL'
    | 'E2E_BACKUP_ORIGIN_URL'
    | 'E2E_SECRETS_URL'
    | 'E2E_MAIL_URL'
    | 'E2E_KEPT_URL',
): string {
  const url = process.env[name];
  if (url === undefined) throw new Error(`${name} is not set: run the browser tests with npm run e2e`);
  return url;
}

export const test = base.extend<Fixtures>({
  pool: async ({}, provide) => {
    const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 2 });
    await provide(pool);
    await pool.end();
  },
  address: async ({}, provide) => provide(`${randomUUID()}@example.jp`),
  expectedErrors: async ({}, provide) => provide([]),
  quietConsole: [
    async ({ context, expectedErrors }, provide) => {
      const errors: string[] = [];
      context.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      context.on('weberror', (error) => errors.push(String(error.error())));
      await provide(undefined);
      const unexpected = errors.filter((error) => !expectedErrors.some((pattern) => pattern.test(error)));
      expect(unexpected, 'console errors, Content-Security-Policy violations included').toEqual([]);
    },
    { auto: true },
  ],
});

/** What Chromium writes to the console for a fetch that is answered with this status. */
export function answeredWith(status: number): RegExp {
  return new RegExp(`the server responded with a status of ${status}\\b`);
}

export { expect };
