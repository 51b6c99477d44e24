import { useTranslations } from 'next-intl';
import { LocalTime } from '@/components/ui/local-time';
import { OrderLines } from './order-lines';

interface ReceiptProps {
  readonly eventTitle: string;
  readonly lines: readonly { readonly id: string; readonly name: string; readonly priceMinor: number }[];
  readonly totalMinor: number;
  readonly currency: string;
  readonly contactEmail: string;
  readonly venueTimeZone: string;
  readonly paidAt: Date | null;
  readonly card: { readonly brand: string; readonly last4: string } | undefined;
}

/** What was bought, for how much, when and with what. */
export function Receipt(receipt: ReceiptProps) {
  const t = useTranslations('order.receipt');
  return (
    <section
      aria-labelledby="receipt"
      className="flex flex-col gap-4 rounded-card border border-border bg-surface-raised p-4"
    >
      <h2 id="receipt" className="text-xl">
        {t('title')}
      </h2>
      <OrderLines lines={receipt.lines} totalMinor={receipt.totalMinor} currency={receipt.currency} />
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-2">
        <div>
          <dt className="text-text-muted">{t('event')}</dt>
          <dd>{receipt.eventTitle}</dd>
        </div>
        {receipt.paidAt !== null && (
          <div>
            <dt className="text-text-muted">{t('paidAt')}</dt>
            <dd>
              <LocalTime at={receipt.paidAt} venueTimeZone={receipt.venueTimeZone} />
            </dd>
          </div>
        )}
        {receipt.card !== undefined && (
          <div>
            <dt className="text-text-muted">{t('method')}</dt>
            <dd className="capitalize">{t('card', receipt.card)}</dd>
          </div>
        )}
        <div>
          <dt className="text-text-muted">{t('contact')}</dt>
          <dd>{receipt.contactEmail}</dd>
        </div>
      </dl>
    </section>
  );
}
