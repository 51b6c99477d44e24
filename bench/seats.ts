import { readFile } from 'node:fs/promises';
import { drizzle } from 'drizzle-orm/node-postgres';
import { Client } from 'pg';
import { proveViewer } from '@/lib/auth/viewer';
import { openPool } from '@/lib/db/client';
import { holdSeats } from '@/lib/sales/hold-seats';
import { dataRoot, repoRoot } from '../scripts/repo-root';
import { parseEnvFile } from '../scripts/stack-env';
import { type BenchEvent, writeBenchEvent, writeBenchViewers } from './bench-event';
import { runPgbench } from './pgbench';
import { reserveScript } from './reserve-script';

const CLIENTS = 8;
const PER_CLIENT = 400;
const ROUNDS = 5;
const GOAL = 0.6;

/** Seats per second on one contended ticket type: the product's use case against pgbench doing the same reserve. */
export async function benchSeats(url: string): Promise<number> {
  const example = parseEnvFile(await readFile(`${repoRoot}/.env.example`, 'utf8'));
  Object.assign(process.env, example, { DATABASE_URL: url });
  const ratios: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const peer = await measurePeer(url, round);
    const product = await measureProduct(url, round);
    ratios.push(product / peer);
    console.log(
      `round ${round}: pgbench ${peer.toFixed(0)}/s, holdSeats ${product.toFixed(0)}/s, ratio ${(product / peer).toFixed(2)}`,
    );
  }
  const sorted = ratios.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  console.log(
    `median ${median.toFixed(2)} (${sorted[0]?.toFixed(2)}–${sorted.at(-1)?.toFixed(2)}), goal ${GOAL}`,
  );
  return median >= GOAL ? 0 : 1;
}

async function prepare(url: string, name: string): Promise<BenchEvent> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await writeBenchViewers(client, { prefix: name, clients: CLIENTS, count: PER_CLIENT + 1 });
    const event = await writeBenchEvent(client, name, CLIENTS * PER_CLIENT);
    await client.query('vacuum analyze');
    await client.query('checkpoint');
    return event;
  } finally {
    await client.end();
  }
}

/** Every seat sold, none twice: else the number means nothing. */
async function requireSoldOut(url: string, event: BenchEvent): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ held: number; orders: number }>(
    `select held, (select count(*)::int from orders where event_id = $1) as orders from ticket_types where id = $2`,
    [event.eventId, event.ticketTypeId],
  );
  await client.end();
  const seats = CLIENTS * PER_CLIENT;
  if (rows[0]?.held !== seats || rows[0].orders !== seats) {
    throw new Error(`${JSON.stringify(rows[0])} is not ${seats} seats and orders`);
  }
}

async function measurePeer(url: string, round: number): Promise<number> {
  const name = `pgbench${round}`;
  const event = await prepare(url, name);
  const pool = openPool(url, 1);
  const script = await reserveScript(pool, event, name);
  await pool.end();
  const rate = await runPgbench({
    url,
    script,
    scriptFile: `${dataRoot}/bench-reserve.sql`,
    clients: CLIENTS,
    transactionsPerClient: PER_CLIENT,
  });
  await requireSoldOut(url, event);
  return rate;
}

async function measureProduct(url: string, round: number): Promise<number> {
  const name = `product${round}`;
  const event = await prepare(url, name);
  const pool = openPool(url, CLIENTS);
  const db = drizzle(pool);
  const buy = async (client: number) => {
    for (let i = 1; i <= PER_CLIENT; i += 1) {
      const id = `${name}_${client}_${i}`;
      const viewer = proveViewer({ id, email: `${id}@example.jp` });
      const request = {
        eventSlug: event.slug,
        ticketTypeIds: [event.ticketTypeId],
        contactEmail: viewer.email,
        locale: 'ja',
        clientKey: id,
      };
      const held = await holdSeats(db, viewer, { request, now: new Date() });
      if (!held.ok) throw new Error(held.reason);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: CLIENTS }, (_, client) => buy(client)));
  const seconds = (performance.now() - started) / 1000;
  await pool.end();
  await requireSoldOut(url, event);
  return (CLIENTS * PER_CLIENT) / seconds;
}
