import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { z } from 'zod';
import { loadStatements } from './load-rows';

export interface Load {
  readonly databaseUrl: string;
  /** The newest moment of the rows. */
  readonly now: Date;
  /** How many orders; license decisions are five for two orders. */
  readonly orders?: number;
  readonly log?: (line: string) => void;
}

const ORDERS = 200_000;

/**
 * Writes 200,000 orders with 500,000 license decisions and all that belongs to them, always the same rows. In one
 * transaction; throws for a database that has other orders, or has the load already.
 */
export async function seedLoad({
  databaseUrl,
  now,
  orders = ORDERS,
  log = console.log,
}: Load): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await requireNoOrders(client);
    const counts = { $1: now, $2: Math.round(orders * 0.8), $3: orders, $4: Math.round(orders * 2.5) };
    await client.query('begin');
    // Neither foreign keys nor triggers are asked: they would take twice as long as the rows.
    await client.query('set local session_replication_role = replica');
    for (const [what, statement] of loadStatements) {
      const started = performance.now();
      await client.query(...numbered(statement, counts));
      log(`${what}: ${Math.round(performance.now() - started)} ms`);
    }
    await client.query('commit');
    // Statistics and the visibility map, as autovacuum would make them a minute later.
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

/** PostgreSQL wants to be given exactly the parameters that a statement names. */
function numbered(statement: string, values: Readonly<Record<string, unknown>>): [string, unknown[]] {
  const used = Object.keys(values).filter((name) => statement.includes(name));
  const text = used.reduce((sql, name, index) => sql.replaceAll(name, `$${index + 1}`), statement);
  return [text, used.map((name) => values[name])];
}

async function requireNoOrders(client: Client): Promise<void> {
  const { rows } = await client.query<{ id: string }>('select id from orders limit 1');
  const [order] = rows;
  if (order !== undefined)
    throw new Error(`This database has orders (${order.id}): the load needs one without.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { DATABASE_URL } = z.object({ DATABASE_URL: z.string() }).parse(process.env);
  await seedLoad({ databaseUrl: DATABASE_URL, now: new Date() });
}
