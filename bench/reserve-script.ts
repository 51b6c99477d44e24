import { drizzle } from 'drizzle-orm/node-postgres';
import type { Pool } from 'pg';
import { findChoice } from '@/lib/sales/ticket-choice';
import { reserveSeats } from '@/lib/sales/reserve-seats';
import type { BenchEvent } from './bench-event';

const viewer = 'VIEWER-OF-THE-BENCH';
const clientKey = 'KEY-OF-THE-BENCH';

/**
 * The product's own reserve statement as a pgbench script: caught from one call of `reserveSeats` (which fails, because
 * its viewer does not exist), with what differs from sale to sale made by pgbench and PostgreSQL.
 */
export async function reserveScript(pool: Pool, event: BenchEvent, viewerPrefix: string): Promise<string> {
  const statements: { query: string; params: unknown[] }[] = [];
  const db = drizzle(pool, {
    logger: { logQuery: (query, params) => statements.push({ query, params }) },
  });
  const choice = await findChoice(db, {
    eventSlug: event.slug,
    ticketTypeIds: [event.ticketTypeId],
    viewerId: viewer,
    clientKey,
  });
  const request = { contactEmail: 'buyer@example.jp', locale: 'ja', clientKey };
  await reserveSeats(db, { viewerId: viewer, choice, request, now: new Date() }).catch(() => undefined);
  const reserve = statements.at(-1);
  if (reserve === undefined || !reserve.query.includes('new_order')) throw new Error('no reserve statement');
  const sql = reserve.query.replace(/\$(\d+)/g, (_, index: string) =>
    literal(reserve.params[Number(index) - 1], viewerPrefix),
  );
  return `\\set i :i + 1\n${sql.replace(/\s+/g, ' ').trim()};\n`;
}

function literal(value: unknown, viewerPrefix: string): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return String(value);
  if (value instanceof Date) return `'${value.toISOString()}'::timestamptz`;
  if (Array.isArray(value)) return `array[${value.map((item) => quoted(String(item))).join(', ')}]`;
  const text = String(value);
  if (text === viewer) return `('${viewerPrefix}_' || :client_id || '_' || :i)`;
  if (text === clientKey) return `('key_${viewerPrefix}_' || :client_id || '_' || :i)`;
  if (text.startsWith('ord_')) return `('ord_bench_${viewerPrefix}_' || :client_id || '_' || :i)`;
  if (/^[2-9A-Z]{4}-[2-9A-Z]{4}$/.test(text)) return `('code_${viewerPrefix}_' || :client_id || '_' || :i)`;
  return quoted(text);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
