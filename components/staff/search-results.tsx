import { useLocale, useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { Notice } from '@/components/ui/notice';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';
import type { OrderState } from '@/lib/domain/order';
import type { SearchQuery } from '@/lib/domain/search-query';
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
  readonly viewerEmail: string;
  readonly viewerName: string | null;
  readonly eventTitle: LocalizedText;
  readonly timeZone: string;
}

interface SearchResultsProps {
  readonly typed: string;
  readonly kind: SearchQuery['kind'];
  readonly orders: readonly OrderHit[];
  readonly hasMore: boolean;
}

/** What the search understood, how much it found, and the orders, newest first. */
export function SearchResults({ typed, kind, orders, hasMore }: SearchResultsProps) {
  const t = useTranslations('admin.search');
  const count = orders.length;
  return (
    <section aria-labelledby="results" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h2 id="results" className="text-xl">
          {kind === 'empty' ? t('newest') : t('results')}
        </h2>
        {kind !== 'empty' && (
          <>
            <p>
              {t(`kind.${kind}`)} <span className="font-bold">{t('count', { count })}</span>
            </p>
            <Link
              href="/admin"
              className="inline-flex min-h-6 items-center text-accent underline underline-offset-4 hover:text-accent-hover"
            >
              {t('all')}
            </Link>
          </>
        )}
      </div>
      {hasMore && <p className="text-sm text-text-muted">{t('atMost', { count })}</p>}
      {count > 0 && <Hits typed={typed} orders={orders} />}
      {count === 0 && <NoHits typed={typed} kind={kind} />}
    </section>
  );
}

function NoHits({ typed, kind }: Pick<SearchResultsProps, 'typed' | 'kind'>) {
  const t = useTranslations('admin.search');
  if (kind === 'empty') {
    return (
      <Notice tone="info" title={t('empty.title')}>
        {t('empty.text')}
      </Notice>
    );
  }
  return (
    <Notice tone="info" title={t('none.title', { typed })}>
      {t(`none.${kind}`)}
    </Notice>
  );
}

function Hits({ typed, orders }: Pick<SearchResultsProps, 'typed' | 'orders'>) {
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
          <Person key="mail" order={order} />,
          <EventTime key="ordered" at={order.createdAt} timeZone={order.timeZone} />,
        ],
      }))}
    />
  );
}

/** The login's address, and the contact's where it is another. */
function Person({ order }: { readonly order: OrderHit }) {
  const lines = [order.viewerName ?? '', order.viewerEmail];
  if (order.contactEmail.toLowerCase() !== order.viewerEmail) lines.push(order.contactEmail);
  return (
    <span className="flex flex-col wrap-anywhere">
      {lines
        .filter((line) => line !== '')
        .map((line) => (
          <span key={line}>{line}</span>
        ))}
    </span>
  );
}
