import { useLocale, useTranslations } from 'next-intl';
import { formatDateTime } from '@/components/ui/format-date-time';
import { Link } from '@/components/ui/link';
import type { EventDayPhase } from '@/lib/domain/event-day';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';
import { RecordTable } from './record-table';
import { StateBadge, type StateTone } from './state-badge';

interface ListedDay {
  readonly id: string;
  readonly title: LocalizedText;
  readonly eventTitle: LocalizedText;
  readonly isDraft: boolean;
  readonly phase: EventDayPhase;
  readonly startsAt: Date;
  readonly timeZone: string;
  readonly viewers: number;
  readonly sold: number;
  readonly capacity: number;
}

export const phaseTones = {
  before: 'waiting',
  doors: 'waiting',
  live: 'good',
  archive: 'good',
  ended: 'stopped',
} as const satisfies Record<EventDayPhase, StateTone>;

const columns = ['day', 'phase', 'starts', 'viewers', 'sold'] as const;

/** Every event day with the way to its board. */
export function BoardDayList({ days }: { readonly days: readonly ListedDay[] }) {
  const t = useTranslations('admin.board');
  const locale = useLocale();
  if (days.length === 0) return <p>{t('list.none')}</p>;
  const number = new Intl.NumberFormat(locale);
  const rows = days.map((day) => ({
    key: day.id,
    cells: [
      <Link
        key="day"
        href={`/admin/event-days/${day.id}`}
        className="inline-flex min-h-11 items-center font-bold underline underline-offset-4 lg:min-h-6"
      >
        {inLocale(day.eventTitle, locale)} {inLocale(day.title, locale)}
      </Link>,
      <span key="phase" className="flex flex-wrap gap-x-3">
        <StateBadge tone={phaseTones[day.phase]} word={t(`phase.${day.phase}`)} />
        {day.isDraft && <span>{t('list.draft')}</span>}
      </span>,
      formatDateTime({ at: day.startsAt, timeZone: day.timeZone, locale }),
      number.format(day.viewers),
      `${number.format(day.sold)} / ${number.format(day.capacity)}`,
    ],
  }));
  return (
    <RecordTable
      labelledBy="event-days"
      columns={columns.map((key) => ({
        key,
        label: t(`list.column.${key}`),
        numeric: key === 'viewers' || key === 'sold',
      }))}
      rows={rows}
    />
  );
}
