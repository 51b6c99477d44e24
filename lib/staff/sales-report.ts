import { desc, eq } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import { events, ticketTypes } from '@/lib/db/schema/catalog';
import type { DayRange } from '@/lib/domain/day-range';
import type { LocalizedText } from '@/lib/domain/localized-text';
import { type CurrencySales, summarizeSales } from '@/lib/domain/sales-figures';
import { hasPower } from '@/lib/domain/staff-role';
import { Fault } from '@/lib/fault';
import { listSalesMovements } from '@/lib/staff/sales-movements';
import { type DayReadiness, listReadinessShare } from '@/lib/staff/sales-readiness';
import { listSalesStanding, type StandingRow } from '@/lib/staff/sales-standing';

export interface SalesEvent {
  readonly id: string;
  readonly slug: string;
  readonly title: LocalizedText;
  readonly timeZone: string;
}

export interface SalesReport {
  readonly sales: readonly CurrencySales[];
  readonly standing: readonly StandingRow[];
  readonly readiness: readonly DayReadiness[];
  /** In the event's order. */
  readonly types: readonly { readonly id: string; readonly name: LocalizedText }[];
}

/** Events to choose from, the newest first. */
export async function listSalesEvents(db: Queries, _staff: Staff): Promise<readonly SalesEvent[]> {
  return db.select(eventColumns).from(events).orderBy(desc(events.createdAt), desc(events.id)).limit(200);
}

/** The event whose figures or files are asked for; undefined: there is none. */
export async function findSalesEvent(
  db: Queries,
  _staff: Staff,
  eventId: string,
): Promise<SalesEvent | undefined> {
  const [event] = await db.select(eventColumns).from(events).where(eq(events.id, eventId));
  return event;
}

const eventColumns = { id: events.id, slug: events.slug, title: events.title, timeZone: events.timeZone };

/**
 * What an event has sold on those days, what is left of it, and what stands beside it. The tables of one currency come to the
 * same total (lib/staff/sales-movements.ts says what counts when). Throws Fault `not_found` without the power.
 */
export async function readSales(
  db: Queries,
  staff: Staff,
  { event, range }: { readonly event: SalesEvent; readonly range: DayRange },
): Promise<SalesReport> {
  if (!hasPower(staff.roles, 'see_sales')) throw new Fault('not_found', 'no power to see_sales');
  const scope = { eventId: event.id, timeZone: event.timeZone, range };
  const types = await db
    .select({ id: ticketTypes.id, name: ticketTypes.name })
    .from(ticketTypes)
    .where(eq(ticketTypes.eventId, event.id))
    .orderBy(ticketTypes.position);
  return {
    sales: summarizeSales(await listSalesMovements(db, scope)),
    standing: await listSalesStanding(db, scope),
    readiness: await listReadinessShare(db, event.id),
    types,
  };
}
