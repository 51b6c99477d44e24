import { useLocale, useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';
import { Link } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';
import type { OrderState } from '@/lib/domain/order';
import { EventTime } from './event-time';
import { OrderStateBadge } from './order-state-badge';
import { RecordTable } from './record-table';

export interface OrderHit {
  readonly id: string;
  readonly code: string;
  readonly state: OrderState;
  readonly totalMinor: number;
  readonly currency: string;
  readonly createdAt: Date;
  readonly contactEmail: string;
  readonly viewerId: string;
  readonly viewerEmail: string;
  readonly viewerName: string | null;
  readonly eventTitle: LocalizedText;
  readonly timeZone: string;
}

interface SearchResultsProps {
  readonly typed: string;
  readonly orders: readonly OrderHit[];
}

/** The orders, newest first; names its table by the heading `results`. */
export function SearchResults({ typed, orders }: SearchResultsProps) {
  const t = useTranslations('admin.column');
  const locale = useLocale();
  const back = typed === '' ? '' : `?q=${encodeURIComponent(typed)}`;
  return (
    <RecordTable
      labelledBy="results"
      columns={[
        { key: 'code', label: t('code') },
        { key: 'state', label: t('state') },
        { key: 'amount', label: t('amount'), numeric: true },
        { key: 'event', label: t('event') },
        { key: 'mail', label: t('mail') },
        { key: 'ordered', label: t('ordered') },
      ]}
      rows={orders.map((order) => ({
        key: order.id,
        cells: [
          <Link
            key="code"
            data-row-link
            href={`/admin/orders/${order.id}${back}`}
            className="inline-flex min-h-11 items-center font-mono text-base whitespace-nowrap text-accent underline underline-offset-4 hover:text-accent-hover lg:min-h-6 lg:text-sm"
          >
            {order.code}
          </Link>,
          <OrderStateBadge key="state" state={order.state} />,
          <Money key="amount" amountMinor={order.totalMinor} currency={order.currency} />,
          <span key="event" className="block lg:min-w-40">
            {inLocale(order.eventTitle, locale)}
          </span>,
          <Person key="mail" order={order} back={back} />,
          <EventTime key="ordered" at={order.createdAt} timeZone={order.timeZone} />,
        ],
      }))}
    />
  );
}

/** The login's address, which leads to all of this person, and the contact's where it is another. */
function Person({ order, back }: { readonly order: OrderHit; readonly back: string }) {
  return (
    <span className="flex flex-col wrap-anywhere">
      {order.viewerName !== null && <span>{order.viewerName}</span>}
      <Link
        href={`/admin/viewers/${order.viewerId}${back}`}
        className="inline-flex min-h-6 items-center justify-end text-text underline decoration-border-strong underline-offset-4 hover:text-accent lg:justify-start"
      >
        {order.viewerEmail}
      </Link>
      {order.contactEmail.toLowerCase() !== order.viewerEmail && <span>{order.contactEmail}</span>}
    </span>
  );
}

interface SearchPagesProps {
  readonly typed: string;
  readonly isFirst: boolean;
  /** Id of the last order shown, where older ones follow. */
  readonly olderThan: string | undefined;
}

/** To the orders before these, by key: what is ordered meanwhile moves nothing. */
export function SearchPages({ typed, isFirst, olderThan }: SearchPagesProps) {
  const t = useTranslations('admin.search');
  const address = (more: Readonly<Record<string, string>>) => {
    const query = new URLSearchParams({ ...(typed === '' ? {} : { q: typed }), ...more }).toString();
    return query === '' ? '/admin' : `/admin?${query}`;
  };
  if (isFirst && olderThan === undefined) return null;
  return (
    <p className="flex flex-wrap gap-3">
      {!isFirst && (
        <ButtonLink variant="quiet" href={address({})}>
          {t('first')}
        </ButtonLink>
      )}
      {olderThan !== undefined && (
        <ButtonLink variant="secondary" href={address({ before: olderThan })}>
          {t('older')}
        </ButtonLink>
      )}
    </p>
  );
}
