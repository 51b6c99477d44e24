import { useTranslations } from 'next-intl';
import { Money } from '@/components/ui/money';
import type { RefundState } from '@/lib/domain/order';
import type { PaymentMethod } from '@/lib/domain/payment-method';

export interface ShownRefund {
  readonly id: string;
  readonly amountMinor: number;
  readonly state: RefundState;
  readonly why: 'requested' | 'part' | 'event_canceled' | 'late_payment' | 'paid_twice';
  readonly method: PaymentMethod;
}

interface RefundListProps {
  readonly refunds: readonly ShownRefund[];
  readonly currency: string;
}

/** Money that goes back: how much, why, how far it is, and how it arrives. */
export function RefundList({ refunds, currency }: RefundListProps) {
  const t = useTranslations('order.refunds');
  if (refunds.length === 0) return null;
  return (
    <section
      aria-labelledby="refunds"
      className="flex flex-col gap-4 rounded-card border border-border bg-surface-raised p-4"
    >
      <h2 id="refunds" className="text-xl">
        {t('title')}
      </h2>
      <ul className="flex flex-col divide-y divide-border">
        {refunds.map((refund) => (
          <li key={refund.id} className="flex flex-col gap-2 py-2">
            <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
              <div>
                <dt className="text-sm text-text-muted">{t('amount')}</dt>
                <dd className="font-bold">
                  <Money amountMinor={refund.amountMinor} currency={currency} />
                </dd>
              </div>
              <div>
                <dt className="text-sm text-text-muted">{t('state')}</dt>
                <dd className="font-bold">{t(`states.${refund.state}`)}</dd>
              </div>
            </dl>
            <p>{t(`why.${refund.why}`)}</p>
            <HowItArrives refund={refund} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function HowItArrives({ refund }: { readonly refund: ShownRefund }) {
  const t = useTranslations('order.refunds');
  const mail = useTranslations('mail.refund.method');
  if (refund.state === 'failed') return null;
  return <p>{refund.state === 'requires_action' ? t('bank') : mail(refund.method)}</p>;
}
