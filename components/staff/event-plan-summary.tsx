import { useLocale, useTranslations } from 'next-intl';
import { formatDateTime } from '@/components/ui/format-date-time';
import type { EventPlan } from '@/lib/domain/event-plan';
import { inLocale } from '@/lib/domain/localized-text';
import { formatMoney } from '@/lib/domain/money';
import { RecordTable } from './record-table';

/** Days and ticket types of an event, as they are shown and sold now. */
export function EventPlanSummary({ plan }: { readonly plan: EventPlan }) {
  const t = useTranslations('admin.events');
  const locale = useLocale();
  const time = (at: Date) => formatDateTime({ at, timeZone: plan.timeZone, locale });
  const columns = (
    names: readonly ('day' | 'doors' | 'starts' | 'ends' | 'type' | 'price' | 'capacity' | 'sale')[],
  ) =>
    names.map((key) => ({ key, label: t(`column.${key}`), numeric: key === 'price' || key === 'capacity' }));
  const days = plan.days.map((day) => ({
    key: day.id,
    cells: [inLocale(day.title, locale), time(day.doorsAt), time(day.startsAt), time(day.endsAt)],
  }));
  const types = plan.ticketTypes.map((type) => ({
    key: type.id,
    cells: [
      inLocale(type.name, locale),
      formatMoney(type.priceMinor, type.currency, locale),
      type.capacity.toLocaleString(locale),
      `${time(type.saleStartsAt)} – ${time(type.saleEndsAt)}`,
    ],
  }));
  return (
    <>
      <section className="flex flex-col gap-3">
        <h2 id="event-days" className="text-xl">
          {t('days')}
        </h2>
        <RecordTable
          labelledBy="event-days"
          columns={columns(['day', 'doors', 'starts', 'ends'])}
          rows={days}
        />
      </section>
      <section className="flex flex-col gap-3">
        <h2 id="event-types" className="text-xl">
          {t('types')}
        </h2>
        <RecordTable
          labelledBy="event-types"
          columns={columns(['type', 'price', 'capacity', 'sale'])}
          rows={types}
        />
      </section>
    </>
  );
}
