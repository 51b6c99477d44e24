import { asc, eq, type SQL, sql } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import { events } from '@/lib/db/schema/catalog';
import { orders, payments } from '@/lib/db/schema/sales';
import { viewers } from '@/lib/db/schema/viewers';
import type { RefundState } from '@/lib/domain/order';
import type { RefundSource } from '@/lib/domain/refund';
import { listActLines } from '@/lib/staff/act-lines';
import { playbackOf, toPlayback } from '@/lib/staff/case-playback';

export type Case = NonNullable<Awaited<ReturnType<typeof findCase>>>;

/**
 * An order with what staff look at first: who, what, the money, and how playback stands; undefined when there is none. In
 * three statements; all else is in the timeline (lib/staff/timeline.ts).
 */
export async function findCase(
  db: Queries,
  _staff: Staff,
  { orderId, now }: { readonly orderId: string; readonly now: Date },
) {
  const [head] = await db
    .select({ order: orders, viewer: viewers, event: events, playback: playbackOf(now) })
    .from(orders)
    .innerJoin(viewers, eq(viewers.id, orders.viewerId))
    .innerJoin(events, eq(events.id, orders.eventId))
    .where(eq(orders.id, orderId));
  if (head === undefined) return undefined;
  const lines = await listActLines(db, orderId);
  const entitlements = lines
    .flatMap(({ rights }) => rights)
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return {
    ...head,
    playback: toPlayback(head.playback),
    lines,
    entitlements,
    ...(await findMoney(db, orderId)),
  };
}

interface StoredRefund {
  readonly id: string;
  readonly stripeRefundId: string | null;
  readonly amountMinor: number;
  readonly source: RefundSource;
  readonly state: RefundState;
  readonly createdAt: string;
}

const refundsOfPayment: SQL<readonly StoredRefund[]> = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'stripeRefundId', r.stripe_refund_id,
    'amountMinor', r.amount_minor, 'source', r.source, 'state', r.state, 'createdAt', r.created_at)
    order by r.created_at), '[]') from refunds r where r.payment_id = payments.id)`;

async function findMoney(db: Queries, orderId: string) {
  const attempts = await db
    .select({ payment: payments, refunds: refundsOfPayment })
    .from(payments)
    .where(eq(payments.orderId, orderId))
    .orderBy(asc(payments.attempt));
  const refunds = attempts
    .flatMap((attempt) => attempt.refunds)
    .map((refund) => ({ ...refund, createdAt: new Date(refund.createdAt) }))
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  return { payments: attempts.map(({ payment }) => payment), refunds };
}
