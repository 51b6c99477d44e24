import { useTranslations } from 'next-intl';
import { boardListPath } from '@/lib/domain/board-people';
import { PeopleLink } from './board-card';
import { useBoardFormat } from './board-format';
import type { BoardPart } from './board-place';
import { RecordTable } from './record-table';

const columns = ['family', 'tried', 'joined', 'p50', 'p95', 'stall', 'stalled', 'refused'] as const;

/** How each browser family fares: trouble of one is not everybody's. */
export function BoardFamilies({ board, place }: BoardPart) {
  const t = useTranslations('admin.board');
  const format = useBoardFormat(place.timeZone);
  const { families, refusals } = board.quality;
  const none = t('chart.none');
  const seconds = (milliseconds: number | null) =>
    milliseconds === null
      ? none
      : t.rich('unit.seconds', { value: format.seconds(milliseconds), n: (digits) => digits });
  const percent = (text: string) => t.rich('unit.percent', { value: text, n: (digits) => digits });
  const link = (what: 'stalled' | 'refused', { family, count }: (typeof refusals)[number]) => (
    <PeopleLink
      key={what}
      href={boardListPath(place.eventDayId, { what, family, window: board.window })}
      count={count}
    >
      {format.count(count)}
      <span className="sr-only">
        {t('families.column.family')} {t(`family.${family}`)}
      </span>
    </PeopleLink>
  );
  const rows = families.map(({ family, tried, joined, p50Ms, p95Ms, stallRatio, stalled }) => {
    const refused = refusals.filter((refusal) => refusal.family === family);
    const count = refused.reduce((sum, refusal) => sum + refusal.count, 0);
    return {
      key: family,
      cells: [
        t(`family.${family}`),
        format.count(tried),
        tried === 0 ? none : percent(format.percent(joined / tried)),
        seconds(p50Ms),
        seconds(p95Ms),
        stallRatio === null ? none : percent(format.smallPercent(stallRatio)),
        link('stalled', { family, reason: '', count: stalled }),
        link('refused', { family, reason: '', count }),
      ],
    };
  });
  return (
    <section aria-labelledby="families" className="flex flex-col gap-3">
      <h2 id="families" className="text-xl">
        {t('families.title')} <WindowWords minutes={board.window} />
      </h2>
      {rows.length === 0 && <p className="text-text-muted">{t('families.none')}</p>}
      {rows.length > 0 && (
        <RecordTable
          labelledBy="families"
          columns={columns.map((key) => ({
            key,
            label: t(`families.column.${key}`),
            numeric: key !== 'family',
          }))}
          rows={rows}
        />
      )}
    </section>
  );
}

/** Beside the heading of what is of the window. */
export function WindowWords({ minutes }: { readonly minutes: number }) {
  const t = useTranslations('admin.board');
  return <span className="text-base font-normal text-text-muted">{t('window.minutes', { minutes })}</span>;
}
