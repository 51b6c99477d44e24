import { setDatabaseUrl } from './database-url';
import { loadOriginSecret } from './origin-guard';

let ready: Promise<void> | undefined;

/**
 * What has to be known before the product's code may run: where the database is, next-auth's own address, and by what our
 * CDN is known where that is asked. Done once; after a failure the next call tries again.
 */
export function prepare(): Promise<void> {
  ready ??= readAll().catch((error: unknown) => {
    ready = undefined;
    throw error;
  });
  return ready;
}

async function readAll(): Promise<void> {
  const { env } = process;
  if (env.APP_URL) env.NEXTAUTH_URL ??= env.APP_URL;
  await Promise.all([setDatabaseUrl(env), env.ORIGIN_SECRET_ID ? loadOriginSecret() : undefined]);
}

/** Starts `prepare` while the environment starts, which Lambda does not bill twice; who needs it hears of a failure. */
export function prepareEarly(): void {
  prepare().catch(() => undefined);
}
