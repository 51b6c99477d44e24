import { getLocale, getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/components/ui/button-link';
import { findEvent } from '@/lib/catalog/find-event';
import { phaseOf } from '@/lib/domain/event-day';
import { inLocale } from '@/lib/domain/localized-text';
import { runtime } from '@/lib/runtime';
import type { OrderDetail } from '@/lib/sales/find-order';

interface SettledOrderProps {
  readonly order: OrderDetail;
  readonly standing: 'paid' | 'partially_refunded' | 'refund_coming' | 'refunded' | 'disputed';
  readonly now: Date;
}

/** An order that money came in for, or that was free, and what its buyer can do next. */
export async function SettledOrder({ order, standing, now }: SettledOrderProps) {
  const t = await getTranslations('order');
  const isFree = standing === 'paid' && order.totalMinor === 0;
  return (
    <>
      <h1 className="text-3xl">{isFree ? t('free.title') : t(`${standing}.title`)}</h1>
      <p>{t(`${standing}.text`)}</p>
      {standing === 'paid' && <p>{t('paid.mail', { email: order.contactEmail })}</p>}
      {standing === 'partially_refunded' && <WhichTickets order={order} />}
      {(standing === 'paid' || standing === 'partially_refunded') && <PaidActions order={order} now={now} />}
      {(standing === 'disputed' || standing === 'refund_coming') && (
        <div>
          <ButtonLink href="/help" variant="secondary">
            {t('help')}
          </ButtonLink>
        </div>
      )}
    </>
  );
}

async function WhichTickets({ order }: Pick<SettledOrderProps, 'order'>) {
  const t = await getTranslations('order.partially_refunded');
  const locale = await getLocale();
  const groups = [
    { title: t('valid'), lines: order.lines.filter((line) => line.revokedAt === null) },
    { title: t('returned'), lines: order.lines.filter((line) => line.revokedAt !== null) },
  ];
  return (
    <dl className="grid gap-4 sm:grid-cols-2">
      {groups.map(({ title, lines }) => (
        <div key={title}>
          <dt className="font-bold">{title}</dt>
          {lines.map((line) => (
            <dd key={line.ticketTypeId}>{inLocale(line.name, locale)}</dd>
          ))}
        </div>
      ))}
    </dl>
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
  const valid = order.lines.filter((line) => line.revokedAt === null);
  const types = event?.ticketTypes.filter(({ id }) => valid.some((line) => line.ticketTypeId === id));
  const dayIds = types?.flatMap((type) => type.eventDayIds) ?? [];
  return (event?.days ?? []).some(
    (day) => dayIds.includes(day.id) && ['doors', 'live', 'archive'].includes(phaseOf(day, now)),
  );
}
