import { and, eq, isNull } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Database } from '@/lib/db/client';
import { outbox } from '@/lib/db/schema/operations';
import { orders } from '@/lib/db/schema/sales';
import type { ActRefusal } from '@/lib/domain/act-refusal';
import { lockOrder } from '@/lib/staff/act-lines';
import type { OrderAct } from '@/lib/staff/close-sessions';
import { performAct, type PerformedAct } from '@/lib/staff/perform-act';

interface ContactChange extends OrderAct {
  /** Normalised. */
  readonly contactEmail: string;
}

/**
 * Changes where mails about an order go, as one act of staff; those that still wait for the old address go along. The
 * login stays. Throws Fault `not_found` without the power or the order.
 */
export function changeContact(
  db: Database,
  staff: Staff,
  { key, reason, orderId, contactEmail, now }: ContactChange,
): Promise<PerformedAct<ActRefusal>> {
  return performAct<ActRefusal>(db, staff, {
    power: 'change_contact',
    key,
    reason,
    orderId,
    subject: contactEmail,
    now,
    work: async (tx) => {
      const before = (await lockOrder(tx, orderId)).contactEmail;
      if (before === contactEmail) return { ok: false, reason: 'unchanged' };
      await tx.update(orders).set({ contactEmail }).where(eq(orders.id, orderId));
      const isWaiting = and(isNull(outbox.sentAt), isNull(outbox.givenUpAt));
      const moved = await tx
        .update(outbox)
        .set({ toAddress: contactEmail })
        .where(and(eq(outbox.orderId, orderId), eq(outbox.toAddress, before), isWaiting))
        .returning({ key: outbox.dedupeKey });
      return {
        ok: true,
        before: { contactEmail: before },
        after: { contactEmail, mails: moved.map(({ key: mail }) => mail) },
      };
    },
  });
}
