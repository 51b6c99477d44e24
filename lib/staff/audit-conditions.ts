import { and, eq, ilike, or, type SQL, sql } from 'drizzle-orm';
import { staffActs, staffLooks } from '@/lib/db/schema/staff';
import type { AuditFilter } from '@/lib/domain/audit-filter';
import { HOUSE_TIME_ZONE } from '@/lib/domain/house-time-zone';
import { inRange } from '@/lib/staff/sales-movements';

/** The acts a filter means. An act is of an event also by its order, or where the event itself was edited. */
export function actsWhere({ who, power, order, eventId, range }: AuditFilter): SQL | undefined {
  return and(
    who === undefined ? undefined : contains(staffActs.staffEmail, who),
    power === undefined ? undefined : eq(staffActs.power, power),
    order === undefined ? undefined : sql`${staffActs.orderId} in (${ordersNamed(order)})`,
    eventId === undefined
      ? undefined
      : or(
          eq(staffActs.eventId, eventId),
          eq(staffActs.subject, eventId),
          sql`exists (select from orders where orders.id = ${staffActs.orderId} and orders.event_id = ${eventId})`,
        ),
    inRange(sql`${staffActs.actedAt}`, { timeZone: HOUSE_TIME_ZONE, range }),
  );
}

/** The looks a filter means; what a look has not, power and event, does not matter. */
export function looksWhere({ who, order, range }: AuditFilter): SQL | undefined {
  return and(
    who === undefined ? undefined : contains(staffLooks.staffEmail, who),
    order === undefined ? undefined : sql`${staffLooks.shown} && array(${ordersNamed(order)})`,
    inRange(sql`${staffLooks.lookedAt}`, { timeZone: HOUSE_TIME_ZONE, range }),
  );
}

function ordersNamed(order: string): SQL {
  return sql`select named.id from orders named where named.id = ${order} or named.code = ${order}`;
}

function contains(column: typeof staffActs.staffEmail | typeof staffLooks.staffEmail, part: string): SQL {
  return ilike(column, `%${part.replace(/[\\%_]/g, '\\$&')}%`);
}
