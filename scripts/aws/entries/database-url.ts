import { readSecret } from './read-secret';

/** This machine's own addresses, where nobody listens in between and no certificate could be verified. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;

interface DatabasePlace {
  /** The secret's text: JSON with `username` and `password`. */
  readonly secretText: string;
  /** Host, with a port where it is not 5432. */
  readonly host: string;
  readonly name: string;
}

/** RDS Proxy ends a connection that asks for these at its start (infra/data/data-stack.ts has the server set them). */
const unaskedFor = ['statement_timeout', 'idle_in_transaction_session_timeout'] as const;

/**
 * A connection string that verifies the server's name, and asks for nothing that RDS Proxy refuses: what stands in it goes
 * before the driver's options, empty is not asked for. Throws without quoting the secret.
 */
export function databaseUrl({ secretText, host, name }: DatabasePlace): string {
  const { username, password } = parseLogin(secretText);
  const url = new URL(`postgres://${host}/${encodeURIComponent(name)}`);
  url.username = encodeURIComponent(username);
  url.password = encodeURIComponent(password);
  if (!LOOPBACK.test(host)) url.searchParams.set('sslmode', 'verify-full');
  for (const option of unaskedFor) url.searchParams.set(option, '');
  return url.href;
}

/** Without zod, which would be most of what the server function loads before Next. */
function parseLogin(text: string): { username: string; password: string } {
  const { username, password }: Record<string, unknown> = Object(parsed(text));
  if (typeof username === 'string' && typeof password === 'string' && username !== '')
    return { username, password };
  throw new Error('The secret of DATABASE_SECRET_ID is no JSON with username and password.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Messages of JSON.parse quote the text.
    return undefined;
  }
}

/** Sets `DATABASE_URL` from `DATABASE_SECRET_ID`, `DATABASE_HOST` and `DATABASE_NAME`, unless it is set already. */
export async function setDatabaseUrl(env: NodeJS.ProcessEnv): Promise<void> {
  const { DATABASE_URL, DATABASE_SECRET_ID, DATABASE_HOST, DATABASE_NAME } = env;
  if (DATABASE_URL) return;
  if (!DATABASE_SECRET_ID || !DATABASE_HOST || !DATABASE_NAME)
    throw new Error('Set DATABASE_SECRET_ID, DATABASE_HOST and DATABASE_NAME.');
  const secretText = (await readSecret(DATABASE_SECRET_ID)) ?? '';
  env.DATABASE_URL = databaseUrl({ secretText, host: DATABASE_HOST, name: DATABASE_NAME });
}
