import { and, desc, inArray, lt, sql } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import { orders } from '@/lib/db/schema/sales';
import { staffLooks } from '@/lib/db/schema/staff';
import { hasPower } from '@/lib/domain/staff-role';
import { Fault } from '@/lib/fault';
import { looksWhere } from '@/lib/staff/audit-conditions';
import type { AuditQuestion } from '@/lib/staff/list-acts';
import { logLook } from '@/lib/staff/log-look';

export interface LookRow {
  readonly id: number;
  readonly staffEmail: string;
  readonly what: string;
  readonly detail: string | undefined;
  readonly count: number;
  /** Whose data it was; an order has its code. */
  readonly shown: readonly { readonly id: string; readonly code: string | undefined }[];
  readonly lookedAt: Date;
}

const PAGE = 50;

/** Looks at personal data, newest first, a page at a time. This look is one too. Throws Fault `not_found` without the power. */
export async function listLooks(
  db: Queries,
  staff: Staff,
  { filter, before, now }: AuditQuestion,
): Promise<{ readonly rows: readonly LookRow[]; readonly hasMore: boolean }> {
  if (!hasPower(staff.roles, 'see_audit')) throw new Fault('not_found', 'no power to see_audit');
  // What is no number of a row is no page: the newest is shown.
  const isOlder =
    before === undefined || !/^\d{1,18}$/.test(before)
      ? undefined
      : lt(
          sql`(${staffLooks.lookedAt}, ${staffLooks.id})`,
          sql`(select looked_at, id from staff_looks older where older.id = ${before}::bigint)`,
        );
  const found = await db
    .select()
    .from(staffLooks)
    .where(and(looksWhere(filter), isOlder))
    .orderBy(desc(staffLooks.lookedAt), desc(staffLooks.id))
    .limit(PAGE + 1);
  const page = found.slice(0, PAGE);
  const codes = await codesOf(db, [...new Set(page.flatMap(({ shown }) => shown))]);
  await logLook(db, staff, { what: 'audit', detail: 'looks', count: page.length, now });
  const rows = page.map((look) => ({
    ...look,
    detail: look.detail ?? undefined,
    shown: [...new Set(look.shown)].map((id) => ({ id, code: codes.get(id) })),
  }));
  return { rows, hasMore: found.length > PAGE };
}

async function codesOf(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: orders.id, code: orders.code })
    .from(orders)
    .where(inArray(orders.id, [...ids]));
  return new Map(rows.map(({ id, code }) => [id, code]));
}
