import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/button-link';
import type { PaymentMethod } from '@/lib/domain/payment-method';

interface EventTermsProps {
  readonly refundTerms: string;
  readonly organizer: string;
  readonly contactEmail: string;
  /** What the portal offers; an order may be offered less. */
  readonly paymentMethods: readonly PaymentMethod[];
}

/** What to know before buying, the terms of refund among it (they are shown again before payment). */
export function EventTerms({ refundTerms, organizer, contactEmail, paymentMethods }: EventTermsProps) {
  const t = useTranslations('event.terms');
  return (
    <section aria-labelledby="terms" className="flex flex-col gap-4">
      <h2 id="terms" className="text-2xl">
        {t('title')}
      </h2>
      <dl className="flex flex-col divide-y divide-border border-y border-border">
        <Term name={t('refund')}>{refundTerms}</Term>
        <Term name={t('payment')}>
          <ul className="flex flex-col gap-1">
            {paymentMethods.map((method) => (
              <li key={method}>{t(`method.${method}`)}</li>
            ))}
          </ul>
        </Term>
        <Term name={t('cost')}>{t('costText')}</Term>
        <Term name={t('recording')}>{t('recordingText')}</Term>
        <Term name={t('organizer')}>{organizer}</Term>
        <Term name={t('contact')}>
          <ButtonLink href={`mailto:${contactEmail}`} variant="quiet">
            {contactEmail}
          </ButtonLink>
        </Term>
      </dl>
    </section>
  );
}

function Term({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-1 py-3 sm:grid-cols-4 sm:gap-4">
      <dt className="font-bold">{name}</dt>
      <dd className="sm:col-span-3">{children}</dd>
    </div>
  );
}
