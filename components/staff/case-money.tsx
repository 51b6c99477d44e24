import { useTranslations } from 'next-intl';
import { Money } from '@/components/ui/money';
import type { OrderState, PaymentState, RefundState } from '@/lib/domain/order';
import type { RefundSource } from '@/lib/domain/refund';
import { CaseSection } from './case-section';
import { CopyableId } from './copyable-id';
import { EventTime } from './event-time';
import { StateBadge } from './state-badge';
import { paymentTones, refundTones } from './timeline-money';

export interface PaymentRecord {
  readonly id: string;
  readonly attempt: number;
  readonly paymentIntentId: string | null;
  readonly chargeId: string | null;
  readonly amountMinor: number;
  readonly currency: string;
  readonly state: PaymentState;
  readonly failureCode: string | null;
  readonly cardBrand: string | null;
  readonly cardLast4: string | null;
  readonly createdAt: Date;
}

export interface RefundRecord {
  readonly id: string;
  readonly stripeRefundId: string | null;
  readonly amountMinor: number;
  readonly source: RefundSource;
  readonly state: RefundState;
  readonly createdAt: Date;
}

interface CaseMoneyProps {
  readonly payments: readonly PaymentRecord[];
  readonly refunds: readonly RefundRecord[];
  readonly order: { readonly state: OrderState; readonly currency: string };
  readonly timeZone: string;
}

/** Money in and money back, each with the id that finds it at Stripe. */
export function CaseMoney({ payments, refunds, order, timeZone }: CaseMoneyProps) {
  return (
    <>
      <Payments payments={payments} timeZone={timeZone} />
      <Refunds refunds={refunds} order={order} timeZone={timeZone} />
    </>
  );
}

function Payments({ payments, timeZone }: Pick<CaseMoneyProps, 'payments' | 'timeZone'>) {
  const t = useTranslations('admin');
  return (
    <CaseSection
      id="payments"
      title={t('order.payments')}
      nothing={t('order.noPayments')}
      columns={[
        { key: 'payment', label: t('column.payment') },
        { key: 'state', label: t('column.state') },
        { key: 'amount', label: t('column.amount'), numeric: true },
        { key: 'card', label: t('column.card') },
        { key: 'failure', label: t('column.failure') },
        { key: 'started', label: t('column.started') },
      ]}
      rows={payments.map((payment) => ({
        key: payment.id,
        cells: [
          <StripeIds key="ids" ids={[payment.paymentIntentId, payment.chargeId]} />,
          <StateBadge
            key="state"
            tone={paymentTones[payment.state]}
            word={t(`paymentState.${payment.state}`)}
          />,
          <Money key="amount" amountMinor={payment.amountMinor} currency={payment.currency} />,
          payment.cardLast4 === null
            ? t('none')
            : t('order.card', { brand: payment.cardBrand ?? '', last4: payment.cardLast4 }),
          payment.failureCode === null ? t('none') : <CopyableId key="failure" id={payment.failureCode} />,
          <EventTime key="started" at={payment.createdAt} timeZone={timeZone} />,
        ],
      }))}
    />
  );
}

function Refunds({ refunds, order, timeZone }: Omit<CaseMoneyProps, 'payments'>) {
  const t = useTranslations('admin');
  return (
    <CaseSection
      id="refunds"
      title={t('order.refunds')}
      nothing={order.state === 'refunded' ? t('order.refundedAtStripe') : t('order.noRefunds')}
      columns={[
        { key: 'refund', label: t('column.refund') },
        { key: 'state', label: t('column.state') },
        { key: 'amount', label: t('column.amount'), numeric: true },
        { key: 'source', label: t('column.source') },
        { key: 'created', label: t('column.created') },
      ]}
      rows={refunds.map((refund) => ({
        key: refund.id,
        cells: [
          <StripeIds key="id" ids={[refund.stripeRefundId]} />,
          <StateBadge key="state" tone={refundTones[refund.state]} word={t(`refundState.${refund.state}`)} />,
          <Money key="amount" amountMinor={refund.amountMinor} currency={order.currency} />,
          t(`refundSource.${refund.source}`),
          <EventTime key="created" at={refund.createdAt} timeZone={timeZone} />,
        ],
      }))}
    />
  );
}

/** Stripe's ids of one record; there is none before Stripe was asked. */
function StripeIds({ ids }: { readonly ids: readonly (string | null)[] }) {
  const t = useTranslations('admin');
  const known = ids.filter((id) => id !== null);
  if (known.length === 0) return t('none');
  return (
    <span className="flex flex-col">
      {known.map((id) => (
        <CopyableId key={id} id={id} />
      ))}
    </span>
  );
}
