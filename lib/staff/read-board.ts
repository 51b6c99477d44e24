import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Staff } from '@/lib/auth/staff';
import type { Database } from '@/lib/db/client';
import {
  type BoardAlert,
  type BoardBreaker,
  type BoardMinute,
  type BoardNow,
  type BoardNumbers,
  type BoardWindow,
  CHART_MINUTES,
} from '@/lib/domain/board';
import { boardChart } from '@/lib/domain/board-chart';
import { boardQuality } from '@/lib/domain/board-quality';
import { keySystems, type KeySystem } from '@/lib/domain/key-system';
import { alertKinds } from '@/lib/domain/staff-alert';
import { hasPower } from '@/lib/domain/staff-role';
import { breakerStates } from '@/lib/drm/guard-endpoint';
import { Fault } from '@/lib/fault';
import { alertsSql, type BoardAsk, chartSql, nowSql } from '@/lib/staff/board-sql';
import { readFamilies, readRefusals } from '@/lib/staff/read-board-quality';

interface BoardWish {
  readonly eventDayId: string;
  readonly window: BoardWindow;
  /** The charts cost more than all else and change by the minute. */
  readonly withChart: boolean;
  readonly now: Date;
}

const MINUTE_MS = 60_000;

/**
 * How one event day fares at `now`: six indexed reads, five without the charts, and the breakers of this process. No personal
 * data. Throws Fault `not_found` for an unknown day and without the power.
 */
export async function readBoard(db: Database, staff: Staff, wish: BoardWish): Promise<BoardNumbers> {
  if (!hasPower(staff.roles, 'see_board')) throw new Fault('not_found', 'no power to see_board');
  const { eventDayId, window, withChart, now } = wish;
  const day = await findDay(db, eventDayId);
  if (day === undefined) throw new Fault('not_found', 'no such event day');
  const ask = { eventDayId, eventId: day.eventId, since: new Date(now.getTime() - window * MINUTE_MS), now };
  const [present, families, refusals, alerts, chart] = await Promise.all([
    readNow(db, ask),
    readFamilies(db, ask),
    readRefusals(db, ask),
    readAlerts(db, ask),
    withChart ? readChart(db, ask) : null,
  ]);
  return {
    shape: 'board-1',
    asOf: now.toISOString(),
    window,
    now: present,
    quality: boardQuality(families, refusals),
    breakers: breakersOf(day.keySystems),
    alerts,
    chart,
  };
}

async function findDay(db: Database, eventDayId: string) {
  const { rows } = await db.execute<{ event_id: string; key_systems: KeySystem[] }>(
    sql`select event_id, key_systems from event_days where id = ${eventDayId}`,
  );
  const [row] = rows;
  return row && { eventId: row.event_id, keySystems: row.key_systems };
}

const count = z.number();
const nowRow = z.object({
  sessions: count,
  people: count,
  sold: count,
  capacity: count,
  held: count,
  voucher: count,
  paying: count,
  waiting: count,
  overdue: count.nullable(),
  without_ticket: count,
  given_up: count,
  job_age: count.nullable(),
  job_finished: z.boolean().nullable(),
  job_failed: z.array(z.string()).nullable(),
});

async function readNow(db: Database, ask: BoardAsk): Promise<BoardNow> {
  const { rows } = await db.execute(nowSql(ask));
  const row = nowRow.parse(rows[0]);
  const { sessions, people, sold, capacity, held, voucher, paying, waiting } = row;
  const job =
    row.job_age === null
      ? null
      : {
          ageSeconds: Math.max(0, row.job_age),
          isFinished: row.job_finished === true,
          failed: row.job_failed ?? [],
        };
  return {
    viewers: { sessions, people },
    tickets: { sold, capacity },
    orders: { held, voucher, paying, paidWithoutTicket: row.without_ticket },
    mails: { waiting, overdueSeconds: row.overdue, givenUp: row.given_up },
    job,
  };
}

const alertRow = z.object({
  key: z.string(),
  kind: z.enum(alertKinds),
  detail: z.string(),
  created_at: z.coerce.date(),
  order_id: z.string().nullable(),
  order_code: z.string().nullable(),
});

async function readAlerts(db: Database, ask: BoardAsk): Promise<readonly BoardAlert[]> {
  const { rows } = await db.execute(alertsSql(ask));
  return z
    .array(alertRow)
    .parse(rows)
    .map(({ key, kind, detail, created_at: createdAt, order_id: id, order_code: code }) => ({
      key,
      kind,
      detail,
      createdAt: createdAt.toISOString(),
      order: id === null || code === null ? null : { id, code },
    }));
}

const chartRow = z.object({
  kind: z.enum(['opened', 'ended', 'players', 'refused']),
  minute: count,
  a: count,
  b: count,
  c: count,
  d: count,
});

async function readChart(db: Database, ask: BoardAsk): Promise<readonly BoardMinute[]> {
  const lastMinute = Math.floor(ask.now.getTime() / MINUTE_MS);
  const since = new Date((lastMinute - CHART_MINUTES) * MINUTE_MS);
  const { rows } = await db.execute(chartSql({ ...ask, since }));
  const found = z.array(chartRow).parse(rows);
  const minutes = new Set(found.map(({ minute }) => minute));
  const of = (kind: (typeof found)[number]['kind'], minute: number) =>
    found.find((row) => row.kind === kind && row.minute === minute);
  const counts = [...minutes].map((minute) => {
    const players = of('players', minute);
    return {
      minute,
      opened: of('opened', minute)?.a ?? 0,
      ended: of('ended', minute)?.a ?? 0,
      tried: players?.a ?? 0,
      joined: players?.b ?? 0,
      playedMs: players?.c ?? 0,
      stalledMs: players?.d ?? 0,
      refused: of('refused', minute)?.a ?? 0,
    };
  });
  return boardChart(counts, lastMinute);
}

/** By `keySystem address` (lib/drm/guard-endpoint.ts); paths of vendors are nobody's business. */
function breakersOf(ofDay: readonly KeySystem[]): readonly BoardBreaker[] {
  return breakerStates().flatMap(({ endpoint, state }) => {
    const [lane, address = ''] = endpoint.split(' ');
    const keySystem = keySystems.find((name) => name === lane && ofDay.includes(name));
    return keySystem === undefined ? [] : [{ keySystem, host: new URL(address).host, state }];
  });
}
