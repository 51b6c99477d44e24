import { randomUUID } from 'node:crypto';
import type { Viewer } from '@/lib/auth/viewer';
import type { Database } from '@/lib/db/client';
import { licenseDecisions, playbackSessions, qoeMinutes } from '@/lib/db/schema/playback';
import { dayClaims, entitlements, orderLines, orders } from '@/lib/db/schema/sales';
import { type TestEvent, writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { newId, newOrderCode } from '@/lib/ids';

export const now = new Date('2030-05-01T10:00:30Z');
/** Minutes before `now`, in whole minutes where a minute is meant. */
export const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
export const minuteBefore = (minutes: number) =>
  new Date(Math.floor(before(minutes).getTime() / 60_000) * 60_000);

export const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1';

export interface TestDay {
  readonly event: TestEvent;
  readonly eventDayId: string;
  readonly ticketTypeId: string;
}

/** A day on air, with one ticket type. */
export async function dayOnAir(db: Database): Promise<TestDay> {
  const event = await writeEvent(db, now);
  const ticketTypeId = await writeTicketType(db, { event, now, capacity: 100 });
  return { event, eventDayId: event.dayIds[0] ?? '', ticketTypeId };
}

type Session = Partial<typeof playbackSessions.$inferInsert>;

export async function writeSession(
  db: Database,
  { eventDayId }: Pick<TestDay, 'eventDayId'>,
  changes: Session = {},
): Promise<string> {
  const id = newId('pbs');
  const viewerId = changes.viewerId ?? (await writeViewer(db)).id;
  await db.insert(playbackSessions).values({
    id,
    device: iPhone,
    openedAt: before(20),
    lastBeatAt: before(5),
    eventDayId,
    ...changes,
    viewerId,
  });
  return id;
}

type Minute = Partial<typeof qoeMinutes.$inferInsert>;

export async function writeMinute(
  db: Database,
  { eventDayId }: Pick<TestDay, 'eventDayId'>,
  changes: Minute = {},
): Promise<void> {
  await db.insert(qoeMinutes).values({
    sessionId: newId('pbs'),
    minute: minuteBefore(2),
    browserFamily: 'chrome',
    viewerId: changes.viewerId ?? (await writeViewer(db)).id,
    eventDayId,
    ...changes,
  });
}

type Decision = Partial<typeof licenseDecisions.$inferInsert>;

export async function writeDecision(
  db: Database,
  { eventDayId }: Pick<TestDay, 'eventDayId'>,
  changes: Decision = {},
): Promise<void> {
  await db.insert(licenseDecisions).values({
    id: newId('dec'),
    sessionId: newId('pbs'),
    viewerId: changes.viewerId ?? (await writeViewer(db)).id,
    keySystem: 'widevine',
    outcome: 'not_entitled',
    browserFamily: 'chrome',
    decidedAt: before(3),
    lastDecidedAt: changes.decidedAt ?? before(3),
    eventDayId,
    ...changes,
  });
}

type Order = Partial<typeof orders.$inferInsert>;

/** A held order with one line, or as told; a ticket with it when it is `withTicket`. */
export async function writeOrder(
  db: Database,
  day: TestDay,
  { viewer, withTicket = false, ...changes }: Order & { viewer?: Viewer; withTicket?: boolean } = {},
): Promise<{ id: string; code: string; viewerId: string }> {
  const [id, code, lineId] = [newId('ord'), newOrderCode(), `lin_${randomUUID()}`];
  const { id: viewerId, email } = viewer ?? (await writeViewer(db));
  const [createdAt, holdUntil] = [before(10), before(-10)];
  const base = { totalMinor: 2500, currency: 'JPY', contactEmail: email, locale: 'ja', clientKey: id };
  await db.insert(orders).values({
    ...{ id, code, viewerId, eventId: day.event.eventId, state: 'held', createdAt, holdUntil },
    ...base,
    ...changes,
  });
  await db.insert(orderLines).values({
    id: lineId,
    orderId: id,
    ticketTypeId: day.ticketTypeId,
    priceMinor: 2500,
  });
  if (withTicket) {
    await db.insert(dayClaims).values({ viewerId, eventDayId: day.eventDayId, orderId: id });
    await db.insert(entitlements).values({
      id: `ent_${randomUUID()}`,
      orderLineId: lineId,
      eventDayId: day.eventDayId,
      viewerId,
      createdAt,
    });
  }
  return { id, code, viewerId };
}
