import { and, eq } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Database, Transaction } from '@/lib/db/client';
import { outbox } from '@/lib/db/schema/operations';
import type { ActRefusal } from '@/lib/domain/act-refusal';
import type { MailKind } from '@/lib/domain/mail-kind';
import { newId } from '@/lib/ids';
import { enqueueMail } from '@/lib/sales/enqueue-mail';
import { gatherMailFacts } from '@/lib/sales/mail-facts';
import { lockOrder } from '@/lib/staff/act-lines';
import type { OrderAct } from '@/lib/staff/close-sessions';
import { type ActWork, performAct, type PerformedAct } from '@/lib/staff/perform-act';

/** Mails that can be made anew from the rows; a voucher's belongs to its payment, a reply is written again. */
export const resendableKinds = ['confirmation', 'received', 'refund'] as const satisfies readonly MailKind[];

interface Resending extends OrderAct {
  /** The key of a mail of this order. */
  readonly mail: string;
  /** Normalised; need not be the order's contact. */
  readonly to: string;
}

/**
 * Sends a mail of an order again, from how things stand now, as one act of staff. `not_true`: what it says is not so
 * any more; `under_way`: it has not gone to that address yet. Throws Fault `not_found` without the power or the order.
 */
export function resendMail(db: Database, staff: Staff, wish: Resending): Promise<PerformedAct<ActRefusal>> {
  const { key, reason, orderId, to, now } = wish;
  return performAct<ActRefusal>(db, staff, {
    power: 'resend_mail',
    key,
    reason,
    orderId,
    subject: to,
    now,
    work: (tx) => resend(tx, wish),
  });
}

async function resend(tx: Transaction, wish: Resending): Promise<ActWork<ActRefusal>> {
  const { orderId, mail, to, now } = wish;
  const order = await lockOrder(tx, orderId);
  const [row] = await tx
    .select()
    .from(outbox)
    .where(and(eq(outbox.dedupeKey, mail), eq(outbox.orderId, orderId)));
  const kind = resendableKinds.find((known) => known === row?.kind);
  if (row === undefined || kind === undefined) return { ok: false, reason: 'other_order' };
  if (row.sentAt === null && row.givenUpAt === null && row.toAddress === to) {
    return { ok: false, reason: 'under_way' };
  }
  if ((await gatherMailFacts(tx, row, now)) === undefined) return { ok: false, reason: 'not_true' };
  // Not the act's key: two members of staff may have the same.
  const about = `again:${newId('act')}`;
  await enqueueMail(tx, {
    kind,
    order: { ...order, contactEmail: to },
    about,
    now,
    ...(row.refundId === null ? {} : { refundId: row.refundId }),
  });
  return { ok: true, before: { mail, to: row.toAddress }, after: { mail: `${kind}:${about}`, kind, to } };
}
