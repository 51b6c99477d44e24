import type { Staff } from '@/lib/auth/staff';
import type { Database } from '@/lib/db/client';
import { lockOrder } from '@/lib/staff/act-lines';
import type { OrderAct } from '@/lib/staff/close-sessions';
import { performAct, type PerformedAct } from '@/lib/staff/perform-act';

/** Keeps a note about an order, in `reason` of the act and nowhere else. Throws Fault `not_found` without the order. */
export function addNote(
  db: Database,
  staff: Staff,
  { key, reason, orderId, now }: OrderAct,
): Promise<PerformedAct<never>> {
  return performAct(db, staff, {
    power: 'add_note',
    key,
    reason,
    orderId,
    now,
    work: async (tx) => {
      await lockOrder(tx, orderId);
      return { ok: true };
    },
  });
}
