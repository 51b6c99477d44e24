import { eq, sql } from 'drizzle-orm';
import type { Queries, Transaction } from '@/lib/db/client';
import { orders, payments } from '@/lib/db/schema/sales';
import type { OrderState, PaymentState } from '@/lib/domain/order';
import type { MailedOrder } from '@/lib/sales/enqueue-mail';
import type { PaymentFacts, Remembered } from '@/lib/stripe/read-payment';

export interface KnownPayment {
  readonly id: string;
  readonly orderId: string;
  readonly viewerId: string;
  readonly orderState: OrderState;
  readonly state: PaymentState;
  readonly amountMinor: number;
  readonly currency: string;
  readonly paymentIntentId: string;
  /** For mails about it. */
  readonly order: MailedOrder;
  /** A voucher was open when it was last read. */
  readonly hasVoucher: boolean;
  readonly version: string;
}

/** A payment of ours, and what Stripe says of it now. */
export interface SyncStep {
  readonly payment: KnownPayment;
  readonly facts: PaymentFacts;
  readonly now: Date;
}

/** Order first, then payment: every writer locks in this order. Undefined when no payment of ours has this id. */
export async function lockPayment(
  tx: Transaction,
  paymentIntentId: string,
): Promise<KnownPayment | undefined> {
  await tx.execute(sql`
    select from orders where id = (select order_id from payments where payment_intent_id = ${paymentIntentId}) for update`);
  const [row] = await tx
    .select({
      id: payments.id,
      orderId: payments.orderId,
      viewerId: orders.viewerId,
      orderState: orders.state,
      state: payments.state,
      amountMinor: payments.amountMinor,
      currency: payments.currency,
      order: { id: orders.id, contactEmail: orders.contactEmail, locale: orders.locale },
      hasVoucher: sql<boolean>`${payments.voucher} is not null`,
      version: sql<string>`payments.xmin::text`,
    })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .where(eq(payments.paymentIntentId, paymentIntentId));
  return row === undefined ? undefined : { ...row, paymentIntentId };
}

/** What is known of a payment before Stripe is asked. */
export interface KnownBefore extends Remembered {
  /** Another one under the lock: the row was written while Stripe was asked. */
  readonly version: string | undefined;
}

/**
 * Which lists are to be read at Stripe: rows of ours came from them, or Stripe spoke of them. The charge alone does
 * not tell: a refund that failed is not in its sum, and an inquiry may not count as a dispute.
 */
export async function rememberedOf(db: Queries, paymentIntentId: string): Promise<KnownBefore> {
  const told = (types: string) => sql`exists (
    select from stripe_events where payment_intent_id = ${paymentIntentId} and type like ${types})`;
  const result = await db.execute<{ refunds: boolean; disputes: boolean; version: string | null }>(sql`
    select ${told('refund.%')} or exists (select from refunds where payment_id = known.id) as refunds,
           ${told('charge.dispute.%')} or exists (select from disputes where payment_id = known.id) as disputes,
           known.version
    from (select) always
    left join (select id, xmin::text as version from payments where payment_intent_id = ${paymentIntentId}) known on true`);
  const [row] = result.rows;
  if (row === undefined) throw new Error('a query without a condition returned no row');
  return { ...row, version: row.version ?? undefined };
}
