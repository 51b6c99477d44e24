import { getLocale, getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/components/ui/button-link';
import { findEvent } from '@/lib/catalog/find-event';
import { currentDay, phaseOf } from '@/lib/domain/event-day';
import type { EventDayView } from '@/lib/domain/event-view';
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
  const open = await findOpenDay(order, now);
  return (
    <div className="flex flex-col items-start gap-3">
      {open === undefined && <p>{t('testText')}</p>}
      <div className="flex flex-wrap gap-3">
        {open !== undefined && (
          <ButtonLink href={`/watch/${slug}?day=${open.position}`}>{t('watch')}</ButtonLink>
        )}
        <ButtonLink
          href={`/test-playback?event=${slug}`}
          variant={open === undefined ? 'primary' : 'secondary'}
        >
          {t('test')}
        </ButtonLink>
        <ButtonLink href="/tickets" variant="secondary">
          {t('tickets')}
        </ButtonLink>
      </div>
    </div>
  );
}

/** Of the days that the order opens, the one to watch now. */
async function findOpenDay(order: OrderDetail, now: Date): Promise<EventDayView | undefined> {
  const event = await findEvent(runtime().db, order.eventSlug);
  const valid = order.lines.filter((line) => line.revokedAt === null);
  const types = event?.ticketTypes.filter(({ id }) => valid.some((line) => line.ticketTypeId === id));
  const dayIds = types?.flatMap((type) => type.eventDayIds) ?? [];
  const open = event?.days.filter(
    (day) => dayIds.includes(day.id) && ['doors', 'live', 'archive'].includes(phaseOf(day, now)),
  );
  return currentDay(open ?? [], now);
}
