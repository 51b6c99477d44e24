import type { ShownRefund } from '@/components/checkout/refund-list';
import type { OrderDetail, RefundDetail } from '@/lib/sales/find-order';

/** The refunds of an order in the words that its buyer is told. */
export function shownRefunds(order: OrderDetail): readonly ShownRefund[] {
  return order.refunds.map((refund) => ({
    id: refund.id,
    amountMinor: refund.amountMinor,
    state: refund.state,
    why: reasonOf(refund, order),
    method: refund.method ?? 'card',
  }));
}

function reasonOf(
  { source, amountMinor }: RefundDetail,
  { state, totalMinor }: OrderDetail,
): ShownRefund['why'] {
  if (source === 'event_canceled') return source;
  // Money that came in for an order which stands on another payment.
  const stands = state === 'paid' || state === 'partially_refunded' || state === 'disputed';
  if (source === 'late_payment') return stands ? 'paid_twice' : source;
  return amountMinor < totalMinor ? 'part' : 'requested';
}
