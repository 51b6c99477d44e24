import { type OrderView, orderView } from '@/lib/domain/order';
import type { OrderDetail } from '@/lib/sales/find-order';

export interface OrderStanding {
  readonly view: OrderView;
  /** The last attempt to pay was declined, and the order still waits for one. */
  readonly failed: boolean;
}

/** How an order stands for its buyer. */
export function standingOf({ state, payment }: Pick<OrderDetail, 'state' | 'payment'>): OrderStanding {
  const view = orderView(state);
  return { view, failed: view === 'awaiting_payment' && typeof payment?.failureCode === 'string' };
}
