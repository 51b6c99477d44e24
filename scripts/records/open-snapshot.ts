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
    return await work(client);
  } finally {
    await client.end();
  }
}
