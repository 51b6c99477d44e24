import { type SQL, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type { Database } from '@/lib/db/client';

export type ReadRow = Readonly<Record<string, unknown>>;

/** A long answer, read a part at a time. */
export interface Reading {
  /** The next rows; none when all were read. */
  readonly read: () => Promise<readonly ReadRow[]>;
  /** Gives the connection back. Safe to call twice, and has to be called. */
  readonly close: () => Promise<void>;
}

const ROWS_AT_ONCE = 1000;

/**
 * All rows of a query as they are at this moment, however long reading takes: one read-only transaction and a cursor, so that
 * memory does not grow with the rows. It takes a connection of the pool, which the server ends where nothing is read for 15
 * seconds (lib/db/client.ts).
 */
export async function openReading(db: Database, query: SQL): Promise<Reading> {
  const client = await db.$client.connect();
  const queries = drizzle(client);
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    client.off('error', lost);
    const isGood = await client.query('rollback').then(
      () => true,
      () => false,
    );
    client.release(!isGood);
  };
  const lost = () => void close();
  client.on('error', lost);
  try {
    await client.query('begin transaction isolation level repeatable read, read only');
    // All rows will be read: not the plan that has the first ones soonest.
    await client.query('set local cursor_tuple_fraction = 1');
    await queries.execute(sql`declare reading no scroll cursor for ${query}`);
    const read = async () => (await client.query<ReadRow>(`fetch ${ROWS_AT_ONCE} from reading`)).rows;
    return { read, close };
  } catch (error) {
    await close();
    throw error;
  }
}
