import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/components/ui/button-link';
import type { OrderDetail } from '@/lib/sales/find-order';

interface LostOrderProps {
  readonly order: OrderDetail;
  readonly standing: 'not_charged' | 'too_many_attempts';
}

/** An order whose seats are not held any more and that nobody paid: why, and the way back. */
export async function LostOrder({ order, standing }: LostOrderProps) {
  const t = await getTranslations('order');
  return (
    <>
      <h1 className="text-3xl">{t(`${standing}.title`)}</h1>
      <p>{t(`${standing}.text`)}</p>
      {standing === 'too_many_attempts' && <p>{t('too_many_attempts.how')}</p>}
      <div>
        <ButtonLink href={`/checkout/${encodeURIComponent(order.eventSlug)}`}>
          {t(`${standing}.action`)}
        </ButtonLink>
      </div>
    </>
  );
}
