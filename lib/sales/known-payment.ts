import { eq, sql } from 'drizzle-orm';
import type { Queries, Transaction } from '@/lib/db/client';
import { orders, payments } from '@/lib/db/schema/sales';
import type { OrderState, PaymentState } from '@/lib/domain/order';
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
  readonly contactEmail: string;
  readonly locale: string;
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
      contactEmail: orders.contactEmail,
      locale: orders.locale,
    })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .where(eq(payments.paymentIntentId, paymentIntentId));
  return row === undefined ? undefined : { ...row, paymentIntentId };
}

/** Which lists are to be read at Stripe, because rows of ours came from them. */
export async function rememberedOf(db: Queries, paymentIntentId: string): Promise<Remembered> {
  const result = await db.execute<{ refunds: boolean; disputes: boolean }>(sql`
    select exists (select from refunds where payment_id = payments.id) as refunds,
           exists (select from disputes where payment_id = payments.id) as disputes
    from payments where payment_intent_id = ${paymentIntentId}`);
  return result.rows[0] ?? { refunds: false, disputes: false };
}
