import type { OrderStanding } from '@/lib/domain/order-standing';
import type { OrderDetail } from '@/lib/sales/find-order';
import { AwaitingPayment } from './awaiting-payment';
import { LostOrder } from './lost-order';
import { SettledOrder } from './settled-order';
import { VoucherExpired } from './voucher-expired';
import { VoucherPending } from './voucher-pending';

interface StandingSectionProps {
  readonly order: OrderDetail;
  readonly standing: OrderStanding;
  readonly now: Date;
}

/** How the order stands, and what its buyer can do next. */
export function StandingSection({ order, standing, now }: StandingSectionProps) {
  switch (standing) {
    case 'unpaid':
    case 'unfinished':
    case 'checking':
    case 'declined':
      return <AwaitingPayment order={order} standing={standing} />;
    case 'voucher':
      return <VoucherPending order={order} />;
    case 'voucher_expired':
      return <VoucherExpired order={order} now={now} />;
    case 'not_charged':
    case 'too_many_attempts':
      return <LostOrder order={order} standing={standing} />;
    case 'paid':
    case 'partially_refunded':
    case 'refund_coming':
    case 'refunded':
    case 'disputed':
      return <SettledOrder order={order} standing={standing} now={now} />;
  }
}
