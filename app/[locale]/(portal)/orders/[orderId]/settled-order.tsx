import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/components/ui/button-link';
import { findEvent } from '@/lib/catalog/find-event';
import { phaseOf } from '@/lib/domain/event-day';
import type { OrderView } from '@/lib/domain/order';
import { runtime } from '@/lib/runtime';
import type { OrderDetail } from '@/lib/sales/find-order';

interface SettledOrderProps {
  readonly order: OrderDetail;
  readonly view: Exclude<OrderView, 'awaiting_payment'>;
  readonly now: Date;
}

/** An order whose payment has come to an end, and what its buyer can do next. */
export async function SettledOrder({ order, view, now }: SettledOrderProps) {
  const t = await getTranslations('order');
  const slug = encodeURIComponent(order.eventSlug);
  return (
    <>
      <h1 className="text-3xl">{t(`${view}.title`)}</h1>
      <p>{t(`${view}.text`)}</p>
      {view === 'paid' && <PaidActions order={order} now={now} />}
      {view === 'not_charged' && (
        <div>
          <ButtonLink href={`/checkout/${slug}`}>{t('not_charged.action')}</ButtonLink>
        </div>
      )}
      {(view === 'disputed' || view === 'refund_coming') && (
        <div>
          <ButtonLink href="/help" variant="secondary">
            {t('help')}
          </ButtonLink>
        </div>
      )}
    </>
  );
}

/** Watch when doors are open; else the test comes first, while there is time to act on it. */
async function PaidActions({ order, now }: Pick<SettledOrderProps, 'order' | 'now'>) {
  const t = await getTranslations('order');
  const slug = encodeURIComponent(order.eventSlug);
  const isOpen = await hasOpenDay(order, now);
  return (
    <div className="flex flex-col items-start gap-3">
      {!isOpen && <p>{t('testText')}</p>}
      <div className="flex flex-wrap gap-3">
        {isOpen && <ButtonLink href={`/watch/${slug}`}>{t('watch')}</ButtonLink>}
        <ButtonLink href={`/test-playback?event=${slug}`} variant={isOpen ? 'secondary' : 'primary'}>
          {t('test')}
        </ButtonLink>
        <ButtonLink href="/tickets" variant="secondary">
          {t('tickets')}
        </ButtonLink>
      </div>
    </div>
  );
}

async function hasOpenDay(order: OrderDetail, now: Date): Promise<boolean> {
  const event = await findEvent(runtime().db, order.eventSlug);
  const types = event?.ticketTypes.filter(({ id }) => order.lines.some((line) => line.ticketTypeId === id));
  const dayIds = types?.flatMap((type) => type.eventDayIds) ?? [];
  return (event?.days ?? []).some(
    (day) => dayIds.includes(day.id) && ['doors', 'live'].includes(phaseOf(day, now)),
  );
}
