import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import { events } from '@/lib/db/schema/catalog';
import { orders } from '@/lib/db/schema/sales';
import { staffActs } from '@/lib/db/schema/staff';
import type { AuditFilter } from '@/lib/domain/audit-filter';
import type { LocalizedText } from '@/lib/domain/localized-text';
import { hasPower, type StaffPower, type StaffRole } from '@/lib/domain/staff-role';
import { Fault } from '@/lib/fault';
import { actsWhere } from '@/lib/staff/audit-conditions';
import { logLook } from '@/lib/staff/log-look';

export interface ActRow {
  readonly id: string;
  readonly power: StaffPower;
  readonly staffEmail: string;
  /** None: a viewer has confirmed what this member had begun. */
  readonly roles: readonly StaffRole[];
  readonly reason: string;
  readonly order: { readonly id: string; readonly code: string } | undefined;
  readonly viewerId: string | undefined;
  readonly eventTitle: LocalizedText | undefined;
  readonly subject: string | undefined;
  readonly before: unknown;
  readonly after: unknown;
  readonly actedAt: Date;
}

export interface AuditQuestion {
  readonly filter: AuditFilter;
  /** Only records older than the one with this id. */
  readonly before: string | undefined;
  readonly now: Date;
}

const PAGE = 50;

/** What staff did, newest first, a page at a time. The look is written down. Throws Fault `not_found` without the power. */
export async function listActs(
  db: Queries,
  staff: Staff,
  { filter, before, now }: AuditQuestion,
): Promise<{ readonly rows: readonly ActRow[]; readonly hasMore: boolean }> {
  if (!hasPower(staff.roles, 'see_audit')) throw new Fault('not_found', 'no power to see_audit');
  const isOlder =
    before === undefined
      ? undefined
      : lt(
          sql`(${staffActs.actedAt}, ${staffActs.id})`,
          sql`(select acted_at, id from staff_acts older where older.id = ${before})`,
        );
  const found = await db
    .select({ act: staffActs, code: orders.code, eventTitle: events.title })
    .from(staffActs)
    .leftJoin(orders, eq(orders.id, staffActs.orderId))
    .leftJoin(
      events,
      sql`${events.id} = coalesce(${staffActs.eventId}, ${orders.eventId}, ${staffActs.subject})`,
    )
    .where(and(actsWhere(filter), isOlder))
    .orderBy(desc(staffActs.actedAt), desc(staffActs.id))
    .limit(PAGE + 1);
  const page = found.slice(0, PAGE);
  const shown = [...new Set(page.flatMap(({ act }) => act.orderId ?? act.viewerId ?? []))];
  await logLook(db, staff, { what: 'audit', detail: 'acts', shown, count: page.length, now });
  const rows = page.map(({ act, code, eventTitle }) => ({
    ...act,
    order: act.orderId === null || code === null ? undefined : { id: act.orderId, code },
    viewerId: act.viewerId ?? undefined,
    eventTitle: eventTitle ?? undefined,
    subject: act.subject ?? undefined,
  }));
  return { rows, hasMore: found.length > PAGE };
}
