import { readFile } from 'node:fs/promises';
import { mailProperties } from './check-mails';
import { moneyProperties } from './check-money';
import { promoProperties } from './check-promos';
import { recordProperties } from './check-records';
import { refundProperties } from './check-refunds';
import { restProperties } from './check-rest';
import { seatProperties } from './check-seats';
import { loadOutside } from './ledger-tables';
import type { Violation } from './property';
import type { World } from './world';

const properties = [
  ...moneyProperties,
  ...refundProperties,
  ...seatProperties,
  ...promoProperties,
  ...mailProperties,
  ...restProperties,
  ...recordProperties,
];

/** Every breach of every property, by SQL against Stripe's ledger; only meaningful at rest. */
export async function checkProperties(world: World): Promise<Violation[]> {
  const outside = { ledger: await world.twin.ledger(), mails: await world.mailbox.list() };
  const client = await world.pool.connect();
  try {
    await loadOutside(client, outside);
    const found: Violation[] = [];
    for (const { id, says, sql } of properties) {
      const result = await client.query<{ breach: string }>(sql);
      found.push(...result.rows.map(({ breach }) => ({ property: id, says, breach })));
    }
    return [...found, ...(await checkLogs(world)), ...world.violations];
  } finally {
    client.release();
  }
}

const secrets: readonly (readonly [string, RegExp])[] = [
  ['a secret key', /[sr]k_test_\w+/],
  ['a webhook secret', /whsec_\w+/],
  ['a client secret', /pi_\w+_secret_\w+/],
  ['a card number', /\b4\d{15}\b/],
  ['a mail address', /[\w.+-]+@example\.jp/],
];

/** What the server printed over all its lives. */
async function checkLogs(world: World): Promise<Violation[]> {
  const lines = (await readFile(world.server.logFile, 'utf8')).split('\n');
  const leaks = secrets.flatMap(([what, pattern]) =>
    lines
      .filter((line) => pattern.test(line))
      .map((line) => ({ property: 'P23', says: `no log line has ${what}`, breach: line.slice(0, 300) })),
  );
  const bugs = lines
    .filter((line) => line.includes('"code":"internal"'))
    .map((line) => ({ property: 'internal', says: 'no fault is a bug', breach: shortened(line) }));
  return [...leaks, ...bugs];
}

/** The cause is told last. */
function shortened(line: string): string {
  return line.length < 800 ? line : `${line.slice(0, 300)} … ${line.slice(-500)}`;
}
