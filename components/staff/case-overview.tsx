import { useLocale, useTranslations } from 'next-intl';
import { Money } from '@/components/ui/money';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';
import type { OrderState } from '@/lib/domain/order';
import { CaseFact } from './case-fact';
import { CopyableId } from './copyable-id';
import { EventTime } from './event-time';
import { OrderStateBadge } from './order-state-badge';

interface CaseOverviewProps {
  readonly order: {
    readonly id: string;
    readonly code: string;
    readonly state: OrderState;
    readonly totalMinor: number;
    readonly currency: string;
    readonly contactEmail: string;
    readonly createdAt: Date;
    readonly holdUntil: Date;
    readonly paidAt: Date | null;
    readonly closedAt: Date | null;
  };
  readonly buyer: { readonly name: string | null; readonly email: string };
  readonly event: { readonly title: LocalizedText; readonly timeZone: string };
}

/** Who bought what for how much, and how it stands. */
export function CaseOverview({ order, buyer, event }: CaseOverviewProps) {
  const t = useTranslations('admin');
  const locale = useLocale();
  const { timeZone } = event;
  return (
    <section aria-label={t('order.overview')} className="flex flex-col gap-4">
      <dl className="grid gap-x-8 gap-y-3 rounded-card border border-border bg-surface-raised p-4 sm:grid-cols-2 lg:grid-cols-3">
        <CaseFact label={t('column.state')}>
          <OrderStateBadge state={order.state} />
        </CaseFact>
        <CaseFact label={t('order.total')}>
          <Money amountMinor={order.totalMinor} currency={order.currency} />
        </CaseFact>
        <CaseFact label={t('order.event')}>{inLocale(event.title, locale)}</CaseFact>
        <CaseFact label={t('order.buyer')}>{buyer.name ?? t('order.noName')}</CaseFact>
        <CaseFact label={t('order.login')}>
          <CopyableId id={buyer.email} />
        </CaseFact>
        <CaseFact label={t('order.contact')}>
          <CopyableId id={order.contactEmail} />
        </CaseFact>
        <CaseFact label={t('order.ordered')}>
          <EventTime at={order.createdAt} timeZone={timeZone} />
        </CaseFact>
        {order.state === 'held' && (
          <CaseFact label={t('order.holdUntil')}>
            <EventTime at={order.holdUntil} timeZone={timeZone} />
          </CaseFact>
        )}
        {order.paidAt !== null && (
          <CaseFact label={t('order.paidAt')}>
            <EventTime at={order.paidAt} timeZone={timeZone} />
          </CaseFact>
        )}
        {order.closedAt !== null && (
          <CaseFact label={t('order.closedAt')}>
            <EventTime at={order.closedAt} timeZone={timeZone} />
          </CaseFact>
        )}
        <CaseFact label={t('column.code')}>
          <CopyableId id={order.code} />
        </CaseFact>
        <CaseFact label={t('order.id')}>
          <CopyableId id={order.id} />
        </CaseFact>
      </dl>
      <p className="text-sm text-text-muted">{t('order.zone', { zone: timeZone })}</p>
    </section>
  );
}
