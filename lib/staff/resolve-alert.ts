import { and, eq, isNull } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Database } from '@/lib/db/client';
import { staffAlerts } from '@/lib/db/schema/operations';
import type { AlertRefusal } from '@/lib/domain/staff-alert';
import { performAct, type PerformedAct } from '@/lib/staff/perform-act';

interface ResolveWish {
  /** `dedupe_key` of the alert. */
  readonly alert: string;
  readonly key: string;
  readonly reason: string;
  readonly now: Date;
}

/**
 * Takes an alert off the board, for somebody has seen to it; the same fact does not raise it again. `resolved`: somebody else
 * has. Throws Fault `not_found` without the power.
 */
export async function resolveAlert(
  db: Database,
  staff: Staff,
  { alert, key, reason, now }: ResolveWish,
): Promise<PerformedAct<AlertRefusal>> {
  const [raised] = await db
    .select({ orderId: staffAlerts.orderId })
    .from(staffAlerts)
    .where(eq(staffAlerts.dedupeKey, alert));
  return performAct<AlertRefusal>(db, staff, {
    power: 'resolve_alerts',
    key,
    reason,
    orderId: raised?.orderId ?? undefined,
    subject: alert,
    now,
    work: async (tx) => {
      const resolved = await tx
        .update(staffAlerts)
        .set({ resolvedAt: now })
        .where(and(eq(staffAlerts.dedupeKey, alert), isNull(staffAlerts.resolvedAt)))
        .returning({ kind: staffAlerts.kind, detail: staffAlerts.detail });
      const [row] = resolved;
      return row === undefined
        ? { ok: false, reason: 'resolved' }
        : { ok: true, before: { resolvedAt: null }, after: { ...row, resolvedAt: now.toISOString() } };
    },
  });
}
