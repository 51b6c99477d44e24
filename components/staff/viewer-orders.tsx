import { useLocale, useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import type { EntitlementState } from '@/lib/domain/license-decision';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';
import type { OrderState } from '@/lib/domain/order';
import { CaseSection } from './case-section';
import { entitlementTones } from './case-tickets';
import { EventTime } from './event-time';
import { OrderStateBadge } from './order-state-badge';
import { StateBadge } from './state-badge';

interface OfEvent {
  readonly eventTitle: LocalizedText;
  readonly timeZone: string;
}

interface ViewerOrdersProps {
  readonly orders: readonly (OfEvent & {
    readonly id: string;
    readonly code: string;
    readonly state: OrderState;
    readonly totalMinor: number;
    readonly currency: string;
    readonly createdAt: Date;
  })[];
  readonly tickets: readonly (OfEvent & {
    readonly id: string;
    readonly state: EntitlementState;
    readonly dayTitle: LocalizedText;
    readonly startsAt: Date;
    readonly orderId: string;
    readonly orderCode: string;
  })[];
}

/** What a viewer has ordered, and what each day is open by. */
export function ViewerOrders({ orders, tickets }: ViewerOrdersProps) {
  return (
    <>
      <Orders orders={orders} />
      <Tickets tickets={tickets} />
    </>
  );
}

function Orders({ orders }: Pick<ViewerOrdersProps, 'orders'>) {
  const t = useTranslations('admin.viewer');
  const locale = useLocale();
  return (
    <CaseSection
      id="orders"
      title={t('orders')}
      nothing={t('noOrders')}
      columns={[
        { key: 'code', label: t('column.code') },
        { key: 'state', label: t('column.state') },
        { key: 'event', label: t('column.event') },
        { key: 'amount', label: t('column.amount'), numeric: true },
        { key: 'ordered', label: t('column.ordered') },
      ]}
      rows={orders.map((order) => ({
        key: order.id,
        cells: [
          <Link key="code" href={`/admin/orders/${order.id}`}>
            {order.code}
          </Link>,
          <OrderStateBadge key="state" state={order.state} />,
          inLocale(order.eventTitle, locale),
          <Money key="amount" amountMinor={order.totalMinor} currency={order.currency} />,
          <EventTime key="ordered" at={order.createdAt} timeZone={order.timeZone} />,
        ],
      }))}
    />
  );
}

function Tickets({ tickets }: Pick<ViewerOrdersProps, 'tickets'>) {
  const t = useTranslations('admin');
  const locale = useLocale();
  return (
    <CaseSection
      id="tickets"
      title={t('viewer.tickets')}
      nothing={t('viewer.noTickets')}
      columns={[
        { key: 'day', label: t('viewer.column.day') },
        { key: 'state', label: t('viewer.column.state') },
        { key: 'event', label: t('viewer.column.event') },
        { key: 'starts', label: t('viewer.column.starts') },
        { key: 'code', label: t('viewer.column.code') },
      ]}
      rows={tickets.map((ticket) => ({
        key: ticket.id,
        cells: [
          inLocale(ticket.dayTitle, locale),
          <StateBadge
            key="state"
            tone={entitlementTones[ticket.state]}
            word={t(`entitlementState.${ticket.state}`)}
          />,
          inLocale(ticket.eventTitle, locale),
          <EventTime key="starts" at={ticket.startsAt} timeZone={ticket.timeZone} />,
          <Link key="code" href={`/admin/orders/${ticket.orderId}`}>
            {ticket.orderCode}
          </Link>,
        ],
      }))}
    />
  );
}
