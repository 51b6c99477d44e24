import { useLocale, useTranslations } from 'next-intl';
import { formatDateTime } from '@/components/ui/format-date-time';
import { Link } from '@/components/ui/link';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';
import { RecordTable } from './record-table';

interface ListedEvent {
  readonly id: string;
  readonly slug: string;
  readonly state: 'draft' | 'published';
  readonly title: LocalizedText;
  readonly timeZone: string;
  readonly days: number;
  readonly startsAt: Date | null;
}

/** Every event with the way to its page. */
export function EventList({ events }: { readonly events: readonly ListedEvent[] }) {
  const t = useTranslations('admin.events');
  const locale = useLocale();
  if (events.length === 0) return <p>{t('none')}</p>;
  const columns = (['title', 'state', 'days', 'startsAt'] as const).map((key) => ({
    key,
    label: t(`column.${key}`),
    numeric: key === 'days',
  }));
  const rows = events.map(({ id, title, state, days, startsAt, timeZone }) => ({
    key: id,
    cells: [
      <Link key="title" href={`/admin/events/${id}`} className="font-bold underline underline-offset-4">
        {inLocale(title, locale)}
      </Link>,
      t(`state.${state}`),
      days,
      startsAt === null ? '—' : formatDateTime({ at: startsAt, timeZone, locale }),
    ],
  }));
  return <RecordTable labelledBy="events" columns={columns} rows={rows} />;
}
