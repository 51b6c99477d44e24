import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import { env } from '@/lib/config/env';
import { describeError, log } from '@/lib/log';

export type Database = NodePgDatabase<Record<string, never>> & { readonly $client: Pool };
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** What a query needs: the pool, or a transaction that is under way. */
export type Queries = Database | Transaction;

let opened: Database | undefined;

/** The process's one pool on `DATABASE_URL`, made on first use. Waiting for a connection ends after 3 s. */
export function database(): Database {
  opened ??= drizzle(openPool(env().DATABASE_URL, env().DATABASE_POOL_MAX));
  return opened;
}

export function openPool(url: string, max: number): Pool {
  const created = new Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 3000,
    statement_timeout: 15_000,
    // Ours, for a server that went away without a word: its own timeout does not help then.
    query_timeout: 20_000,
    keepAlive: true,
    idle_in_transaction_session_timeout: 15_000,
  });
  // A lost connection must not end the process, whether idle (pool) or in use (client).
  const onError = (error: Error) => log.warn('database.connection_lost', { cause: describeError(error) });
  created.on('error', onError);
  created.on('connect', (client) => client.on('error', onError));
  return created;
}

/** Is this the breach of that named unique constraint (SQLSTATE 23505)? */
export function violates(error: unknown, constraint: string): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && 'constraint' in error)
    return error.code === '23505' && error.constraint === constraint;
  return violates(error.cause, constraint);
}
