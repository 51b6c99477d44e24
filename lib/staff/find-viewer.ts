import { and, asc, desc, eq, gt, isNull, type SQL, sql } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import { eventDays, events } from '@/lib/db/schema/catalog';
import { playbackSessions } from '@/lib/db/schema/playback';
import { entitlements, orderLines, orders } from '@/lib/db/schema/sales';
import { viewers } from '@/lib/db/schema/viewers';
import type { LocalizedText } from '@/lib/domain/localized-text';
import { staleBefore } from '@/lib/domain/playback-session';
import type { ReadinessVerdict } from '@/lib/domain/readiness';
import { deviceLabel } from '@/lib/playback/device-label';

const MOST = 50;

export type FoundViewer = NonNullable<Awaited<ReturnType<typeof findViewer>>>;

/**
 * A viewer with logins and tests, the newest 50 orders, the right to each day, and the screens that are open and
 * beat; undefined when there is none. In four statements.
 */
export async function findViewer(
  db: Queries,
  _staff: Staff,
  { viewerId, now }: { readonly viewerId: string; readonly now: Date },
) {
  const [head] = await db
    .select({ viewer: viewers, logins: loginsOf, tests: testsOf })
    .from(viewers)
    .where(eq(viewers.id, viewerId));
  if (head === undefined) return undefined;
  return {
    viewer: head.viewer,
    logins: head.logins.map((login) => ({ ...login, since: new Date(login.since) })),
    tests: head.tests.map((test) => ({ ...test, checkedAt: new Date(test.checkedAt) })),
    orders: await listOrders(db, viewerId),
    tickets: await listTickets(db, viewerId),
    screens: await listScreens(db, { viewerId, now }),
  };
}

interface StoredLogin {
  readonly provider: string;
  readonly since: string;
}

interface StoredTest {
  readonly id: string;
  readonly code: string;
  readonly device: string;
  readonly verdict: ReadinessVerdict;
  readonly checkedAt: string;
  readonly eventTitle: LocalizedText;
  readonly timeZone: string;
}

const loginsOf: SQL<readonly StoredLogin[]> = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('provider', i.provider, 'since', i.created_at) order by i.created_at), '[]')
  from viewer_identities i where i.viewer_id = viewers.id)`;

const testsOf: SQL<readonly StoredTest[]> = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'code', r.code, 'device', r.device, 'verdict', r.verdict,
    'checkedAt', r.checked_at, 'eventTitle', e.title, 'timeZone', e.time_zone) order by r.checked_at desc), '[]')
  from readiness_passes r join events e on e.id = r.event_id where r.viewer_id = viewers.id)`;

const ofEvent = { eventTitle: events.title, timeZone: events.timeZone };

function listOrders(db: Queries, viewerId: string) {
  const { id, code, state, totalMinor, currency, createdAt } = orders;
  return db
    .select({ id, code, state, totalMinor, currency, createdAt, ...ofEvent })
    .from(orders)
    .innerJoin(events, eq(events.id, orders.eventId))
    .where(eq(orders.viewerId, viewerId))
    .orderBy(desc(createdAt), desc(id))
    .limit(MOST);
}

function listTickets(db: Queries, viewerId: string) {
  const { id, state } = entitlements;
  const { title: dayTitle, startsAt } = eventDays;
  return db
    .select({ id, state, dayTitle, startsAt, ...ofEvent, orderId: orders.id, orderCode: orders.code })
    .from(entitlements)
    .innerJoin(eventDays, eq(eventDays.id, entitlements.eventDayId))
    .innerJoin(events, eq(events.id, eventDays.eventId))
    .innerJoin(orderLines, eq(orderLines.id, entitlements.orderLineId))
    .innerJoin(orders, eq(orders.id, orderLines.orderId))
    .where(eq(entitlements.viewerId, viewerId))
    .orderBy(asc(startsAt), asc(id))
    .limit(MOST);
}

async function listScreens(
  db: Queries,
  { viewerId, now }: { readonly viewerId: string; readonly now: Date },
) {
  const { id, device, openedAt, lastBeatAt } = playbackSessions;
  const rows = await db
    .select({ id, device, openedAt, lastBeatAt, dayTitle: eventDays.title, timeZone: events.timeZone })
    .from(playbackSessions)
    .innerJoin(eventDays, eq(eventDays.id, playbackSessions.eventDayId))
    .innerJoin(events, eq(events.id, eventDays.eventId))
    .where(
      and(
        eq(playbackSessions.viewerId, viewerId),
        isNull(playbackSessions.closedAt),
        gt(lastBeatAt, staleBefore(now)),
      ),
    )
    .orderBy(desc(openedAt))
    .limit(MOST);
  return rows.map((row) => ({ ...row, device: deviceLabel(row.device) }));
}
