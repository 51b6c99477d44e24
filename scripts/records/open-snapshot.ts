import { Client } from 'pg';

/**
 * Runs `work` in one read-only transaction (REPEATABLE READ): whatever it reads, however long, is the database of one
 * moment, in UTC. Rejects with the database's error.
 */
export async function openSnapshot<Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 15_000, keepAlive: true });
  await client.connect();
  try {
    await client.query('begin transaction isolation level repeatable read, read only');
    await client.query(`set local time zone 'UTC'`);
    // Reading all of a table, and waiting while it is stored elsewhere, takes longer than a page may.
    await client.query('set local statement_timeout = 0');
    await client.query('set local idle_in_transaction_session_timeout = 0');
    return await work(client);
  } finally {
    await client.end();
  }
}
