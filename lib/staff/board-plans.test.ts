import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent, writeTicketType } from '@/lib/db/test-rows';
import { type BoardCase, boardCases } from '@/lib/domain/board-people';
import { peopleSql } from '@/lib/staff/board-people-sql';
import { alertsSql, type BoardAsk, chartSql, nowSql, qualitySql, refusalsSql } from '@/lib/staff/board-sql';

const now = new Date('2030-05-01T10:00:30Z');
const PEOPLE = 20_000;
/** Of these a plan may not read all; those of the catalog, roles and jobs are small. */
const large =
  /^(viewers|orders|order_lines|payments|entitlements|playback_sessions|qoe_minutes|license_decisions|outbox)$/;

let testDb: TestDatabase;
let ask: BoardAsk;

/** An event long over with twenty thousand viewers, and one on air with five hundred of them. */
beforeAll(async () => {
  testDb = await createTestDatabase();
  const { db } = testDb;
  const [old, show] = [await writeEvent(db, new Date('2030-01-01')), await writeEvent(db, now)];
  const types = [
    await writeTicketType(db, { event: old, now }),
    await writeTicketType(db, { event: show, now }),
  ] as const;
  ask = {
    eventDayId: show.dayIds[0] ?? '',
    eventId: show.eventId,
    since: new Date(now.getTime() - 15 * 60_000),
    now,
  };
  await testDb.pool.query(`insert into viewers (id, email, name)
    select 'vwr_' || n, n || '@example.jp', 'Viewer' from generate_series(1, ${PEOPLE}) n`);
  await writeAudience(
    { eventId: old.eventId, dayId: old.dayIds[0] ?? '', typeId: types[0] },
    PEOPLE,
    '90 days',
  );
  await writeAudience({ eventId: show.eventId, dayId: ask.eventDayId, typeId: types[1] }, 500, '1 minute');
  await testDb.pool.query('analyze');
});
afterAll(() => testDb.close());

interface Show {
  readonly eventId: string;
  readonly dayId: string;
  readonly typeId: string;
}

async function writeAudience({ eventId, dayId, typeId }: Show, count: number, ago: string): Promise<void> {
  const run = (text: string) =>
    testDb.pool.query(text.replaceAll('$at', `timestamptz '${now.toISOString()}' - interval '${ago}'`));
  const each = `from generate_series(1, ${count}) n`;
  await run(`insert into orders (id, code, viewer_id, event_id, state, total_minor, currency, contact_email, locale,
      client_key, hold_until, created_at, paid_at)
    select '${eventId}' || n, '${eventId}' || n, 'vwr_' || n, '${eventId}', case when n % 20 = 0 then 'held' else 'paid' end,
      100, 'JPY', 'a@example.jp', 'ja', '${eventId}' || n, $at, $at, $at ${each}`);
  await run(`insert into order_lines (id, order_id, ticket_type_id, price_minor)
    select 'lin${eventId}' || n, '${eventId}' || n, '${typeId}', 100 ${each}`);
  await run(`insert into entitlements (id, order_line_id, event_day_id, viewer_id, created_at)
    select 'ent${eventId}' || n, 'lin${eventId}' || n, '${dayId}', 'vwr_' || n, $at ${each}`);
  await run(`insert into payments (id, order_id, attempt, payment_intent_id, amount_minor, currency, state, created_at)
    select 'pay${eventId}' || n, '${eventId}' || n, 1, 'pi${eventId}' || n, 100, 'JPY', 'succeeded', $at ${each}`);
  await run(`insert into playback_sessions (id, viewer_id, event_day_id, device, opened_at, last_beat_at)
    select 'pbs${eventId}' || n, 'vwr_' || n, '${dayId}', 'device', $at, $at ${each}`);
  await run(`insert into qoe_minutes (session_id, minute, event_day_id, viewer_id, browser_family, played_ms, startup)
    select 'pbs${eventId}' || n, date_trunc('minute', $at), '${dayId}', 'vwr_' || n, 'chrome', 1, '{"firstFrame": 900}' ${each}`);
  await run(`insert into license_decisions (id, session_id, viewer_id, event_day_id, key_system, outcome, browser_family, decided_at,
      last_decided_at)
    select 'dec${eventId}' || n, 'pbs${eventId}' || n, 'vwr_' || n, '${dayId}', 'widevine',
      case when n % 10 = 0 then 'not_entitled' else 'granted' end, 'chrome', $at, $at ${each}`);
  await run(`insert into outbox (dedupe_key, kind, order_id, to_address, locale, created_at, next_try_at, sent_at)
    select 'm${eventId}' || n, 'confirmation', '${eventId}' || n, 'a@example.jp', 'ja', $at, $at,
      case when n % 50 = 0 then null else $at end ${each}`);
}

/** The large tables that the plan reads from end to end. */
async function scannedBy(statement: SQL): Promise<string[]> {
  const { rows } = await testDb.db.execute(sql`explain (format json) ${statement}`);
  const plan = JSON.stringify(rows);
  return [...plan.matchAll(/"Node Type":"Seq Scan"[^{}]*?"Relation Name":"(\w+)"/g)].flatMap(
    ([, table = '']) => (large.test(table) ? [table] : []),
  );
}

test.each<[string, (given: BoardAsk) => SQL]>([
  ['now', nowSql],
  ['quality', qualitySql],
  ['refusals', refusalsSql],
  ['alerts', alertsSql],
  ['chart', chartSql],
])('%s reads no large table from end to end', async (_name, statement) => {
  expect(await scannedBy(statement(ask))).toEqual([]);
});

test.each<BoardCase>(boardCases)(
  'the people of %s are found by index, on the second page too',
  async (what) => {
    const filter = { what, window: 15, reason: undefined, family: undefined } as const;
    for (const before of [undefined, { moment: now.toISOString(), id: 'some_key' }])
      expect(await scannedBy(peopleSql({ ...ask, filter, before, limit: 51 }))).toEqual([]);
  },
);

test('the check sees a scan where there is one', async () => {
  expect(await scannedBy(sql`select count(*) from qoe_minutes where weight > 1`)).toEqual(['qoe_minutes']);
});
