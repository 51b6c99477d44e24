import type { Transaction } from '@/lib/db/client';
import { outbox } from '@/lib/db/schema/operations';
import type { MailKind } from '@/lib/domain/mail-kind';

/** Whom a mail about an order goes to. */
export interface MailedOrder {
  readonly id: string;
  readonly contactEmail: string;
  readonly locale: string;
}

interface NewMail {
  readonly kind: Exclude<MailKind, 'sign_in_code' | 'comp_link' | 'move_link'>;
  readonly order: MailedOrder;
  readonly refundId?: string;
  /** Tells mails of one kind about one order apart, such as the second voucher of an order. */
  readonly about?: string;
  readonly now: Date;
}

/**
 * Writes a mail down in the transaction of the fact it tells of: both are kept or neither is. The same fact twice is
 * one mail. The jobs tick sends it.
 */
export async function enqueueMail(
  tx: Transaction,
  { kind, order, refundId, about, now }: NewMail,
): Promise<void> {
  await tx
    .insert(outbox)
    .values({
      dedupeKey: `${kind}:${about ?? refundId ?? order.id}`,
      kind,
      orderId: order.id,
      refundId: refundId ?? null,
      toAddress: order.contactEmail,
      locale: order.locale,
      createdAt: now,
      nextTryAt: now,
    })
    .onConflictDoNothing();
}
