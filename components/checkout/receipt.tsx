import { useTranslations } from 'next-intl';
import { LocalTime } from '@/components/ui/local-time';
import { type OrderAmounts, OrderLines } from './order-lines';
import type { PayMethod } from './final-confirmation';

interface ReceiptProps extends OrderAmounts {
  readonly eventTitle: string;
  readonly contactEmail: string;
  readonly venueTimeZone: string;
  readonly paidAt: Date | null;
  /** Undefined when it is not known, or not paid. */
  readonly method: PayMethod | undefined;
  readonly card: { readonly brand: string; readonly last4: string } | undefined;
}

/** What was bought, for how much, when and with what; or, before it is paid, what was ordered. */
export function Receipt({
  eventTitle,
  contactEmail,
  venueTimeZone,
  paidAt,
  method,
  card,
  ...amounts
}: ReceiptProps) {
  const t = useTranslations('order.receipt');
  return (
    <section
      aria-labelledby="receipt"
      className="flex flex-col gap-4 rounded-card border border-border bg-surface-raised p-4"
    >
      <h2 id="receipt" className="text-xl">
        {paidAt === null ? t('pendingTitle') : t('title')}
      </h2>
      <OrderLines {...amounts} />
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-2">
        <div>
          <dt className="text-text-muted">{t('event')}</dt>
          <dd>{eventTitle}</dd>
        </div>
        {paidAt !== null && (
          <div>
            <dt className="text-text-muted">{method === 'free' ? t('orderedAt') : t('paidAt')}</dt>
            <dd>
              <LocalTime at={paidAt} venueTimeZone={venueTimeZone} />
            </dd>
          </div>
        )}
        {paidAt !== null && method !== undefined && (
          <div>
            <dt className="text-text-muted">{t('method')}</dt>
            <dd className="first-letter:capitalize">
              {method === 'card' && card !== undefined ? t('by.cardNamed', card) : t(`by.${method}`)}
            </dd>
          </div>
        )}
        <div>
          <dt className="text-text-muted">{t('contact')}</dt>
          <dd>{contactEmail}</dd>
        </div>
      </dl>
    </section>
  );
}
