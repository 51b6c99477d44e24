'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { type BoardNumbers, boardWindows } from '@/lib/domain/board';
import { useBoardFormat } from './board-format';
import type { BoardPlace } from './board-place';
import { StateBadge } from './state-badge';
import type { BoardNow } from './use-board';

interface BoardStatusProps {
  readonly board: BoardNumbers;
  readonly place: BoardPlace;
  readonly news: BoardNow['news'];
  readonly onLookAgain: () => void;
}

/** How old the numbers are, and over which window. Its lines keep their place whatever they say. */
export function BoardStatus({ board, place, news, onLookAgain }: BoardStatusProps) {
  const t = useTranslations('admin.board');
  const { timeOf } = useBoardFormat(place.timeZone);
  const time = timeOf(board.asOf);
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
      <div className="flex flex-col gap-1">
        <p className="flex flex-wrap items-center gap-x-4">
          <StateBadge
            tone={news === 'fresh' ? 'good' : 'alarm'}
            word={news === 'fresh' ? t('status.fresh') : t('status.stale')}
          />
          <time dateTime={board.asOf} className="font-bold tabular-nums">
            {t('status.asOf', { time })}
          </time>
          <Button variant="quiet" onClick={onLookAgain}>
            {t('status.refresh')}
          </Button>
        </p>
        <p role="status" className="min-h-14 text-sm text-danger sm:min-h-7">
          {news === 'stale' && t('status.since', { time })}
          {news === 'gone' && t('status.gone')}
        </p>
      </div>
      <nav aria-label={t('window.label')}>
        <ul className="flex flex-wrap gap-x-4">
          {boardWindows.map((minutes) => (
            <li key={minutes}>
              <Link
                href={`/admin/event-days/${place.eventDayId}?minutes=${minutes}`}
                aria-current={minutes === board.window ? 'page' : undefined}
                className="inline-flex min-h-11 items-center underline underline-offset-4 hover:text-accent-hover aria-[current=page]:font-bold aria-[current=page]:no-underline"
              >
                {t('window.minutes', { minutes })}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
