import { useTranslations } from 'next-intl';
import { boardListPath } from '@/lib/domain/board-people';
import { playbackRefusals } from '@/lib/domain/refusal';
import { PeopleLink } from './board-card';
import { WindowWords } from './board-families';
import { useBoardFormat } from './board-format';
import type { BoardPart } from './board-place';
import { RecordTable } from './record-table';

/** Why people were refused, and in which browser: each count leads to them. */
export function BoardRefusals({ board, place }: BoardPart) {
  const t = useTranslations('admin.board');
  const { count: number } = useBoardFormat(place.timeZone);
  const { refusals } = board.quality;
  const list = boardListPath(place.eventDayId, { what: 'refused', window: board.window });
  const rows = refusals.map(({ reason, family, count }) => ({
    key: `${reason} ${family}`,
    cells: [
      <ReasonWords key="reason" reason={reason} />,
      t(`family.${family}`),
      <PeopleLink
        key="count"
        href={boardListPath(place.eventDayId, { what: 'refused', reason, family, window: board.window })}
        count={count}
      >
        {t('refusals.show', { count: number(count) })}
      </PeopleLink>,
    ],
  }));
  return (
    <section aria-labelledby="refusals" className="flex flex-col gap-3">
      <h2 id="refusals" className="text-xl">
        {t('refusals.title')} <WindowWords minutes={board.window} />
      </h2>
      {rows.length === 0 && <p className="text-text-muted">{t('refusals.none')}</p>}
      {rows.length > 0 && (
        <>
          <RecordTable
            labelledBy="refusals"
            columns={(['reason', 'family', 'count'] as const).map((key) => ({
              key,
              label: t(`refusals.column.${key}`),
              numeric: key === 'count',
            }))}
            rows={rows}
          />
          <PeopleLink href={list} count={rows.length}>
            {t('refusals.all')}
          </PeopleLink>
        </>
      )}
    </section>
  );
}

/** In the words that the viewer was told, with the code beside them. */
export function ReasonWords({ reason }: { readonly reason: string }) {
  const t = useTranslations('refusal');
  const known = playbackRefusals.find((code) => code === reason);
  return (
    <span className="flex flex-col">
      {known !== undefined && <span>{t(`${known}.title`)}</span>}
      <code className="font-mono text-sm font-normal text-text-muted">{reason}</code>
    </span>
  );
}
