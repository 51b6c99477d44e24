import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { migrateDatabase } from '@/lib/db/migrate';
import { startPostgres } from './postgres';
import { runCommand } from './run-command';
import { simulateRoot } from './simulate/bundle';
import { runSeed, type SeedReport } from './simulate/run-seed';
import { startWorld } from './simulate/world';

const { values } = parseArgs({
  options: { seeds: { type: 'string' }, first: { type: 'string' }, trace: { type: 'boolean' } },
});

runCommand(async (onStop) => {
  const seeds = Number(values.seeds ?? 20);
  const first = Number(values.first ?? 1);
  const postgres = await startPostgres({ name: 'simulate', throwaway: true });
  onStop(() => postgres.stop());
  await query(postgres.url, 'create database template_simulate');
  await migrateDatabase(addressOf(postgres.url, 'template_simulate'));
  const sum = { orders: 0, deliveries: 0, crashes: 0, violations: 0 };
  for (let seed = first; seed < first + seeds; seed += 1) {
    const started = performance.now();
    const report = await playSeed(postgres.url, seed);
    sum.orders += report.orders;
    sum.deliveries += report.deliveries;
    sum.crashes += report.crashes;
    sum.violations += report.violations.length;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`seed ${seed}: ${line({ ...report, violations: report.violations.length })} (${seconds} s)`);
    if (report.violations.length > 0 || values.trace === true) tell(seed, report);
  }
  console.log(`\n${seeds} seeds: ${line(sum)}`);
  return sum.violations === 0 ? 0 : 1;
});

async function playSeed(postgresUrl: string, seed: number): Promise<SeedReport> {
  const database = `seed_${seed}`;
  await query(postgresUrl, `create database ${database} template template_simulate`);
  const world = await startWorld({
    name: `seed-${seed}`,
    databaseUrl: addressOf(postgresUrl, database),
    seed,
  });
  try {
    return await runSeed(world, seed);
  } finally {
    await world.close();
    await query(postgresUrl, `drop database ${database} with (force)`);
  }
}

interface Counts {
  readonly orders: number;
  readonly deliveries: number;
  readonly crashes: number;
  readonly violations: number;
}

function line({ orders, deliveries, crashes, violations }: Counts): string {
  return `${orders} orders, ${deliveries} deliveries, ${crashes} crashes, ${violations} violations`;
}

function tell(seed: number, { violations, trace }: SeedReport): void {
  const told = violations.map(({ property, says, breach }) => `  ${property} ${says}\n      ${breach}`);
  console.log(told.join('\n'));
  mkdirSync(simulateRoot, { recursive: true });
  const file = join(simulateRoot, `seed-${seed}.txt`);
  writeFileSync(file, [...told, '', ...trace, ''].join('\n'));
  console.log(`  ${file}`);
}

function addressOf(postgresUrl: string, database: string): string {
  const url = new URL(postgresUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
