import { useTranslations } from 'next-intl';
import { boardLevels } from '@/lib/domain/board-level';
import { boardListPath } from '@/lib/domain/board-people';
import { joinShare } from '@/lib/domain/board-quality';
import { BoardCard, bigDigits, PeopleLink } from './board-card';
import { BoardDuties } from './board-duties';
import { useBoardFormat } from './board-format';
import type { BoardPart } from './board-place';

/** The numbers that a producer looks at first. */
export function BoardCards({ board, place }: BoardPart) {
  const t = useTranslations('admin.board');
  return (
    <section aria-labelledby="numbers" className="flex flex-col gap-3">
      <h2 id="numbers" className="text-xl">
        {t('numbers')}
      </h2>
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <ViewersCard board={board} place={place} />
        <JoinCard board={board} place={place} />
        <StartCard board={board} place={place} />
        <StallsCard board={board} place={place} />
        <BoardDuties board={board} place={place} />
      </ul>
    </section>
  );
}

function ViewersCard({ board, place }: BoardPart) {
  const t = useTranslations('admin.board');
  const { count } = useBoardFormat(place.timeZone);
  const { viewers, tickets } = board.now;
  return (
    <BoardCard
      title={t('card.viewers')}
      value={t.rich('unit.screens', { count: viewers.sessions, n: bigDigits })}
    >
      <span>{t('viewers.people', { count: viewers.people })}</span>
      <span>{t('viewers.sold', { sold: count(tickets.sold), capacity: count(tickets.capacity) })}</span>
      <PeopleLink href={boardListPath(place.eventDayId, { what: 'watching' })} count={viewers.sessions}>
        {t('viewers.show')}
      </PeopleLink>
    </BoardCard>
  );
}

function JoinCard({ board, place }: BoardPart) {
  const t = useTranslations('admin.board');
  const { count, percent } = useBoardFormat(place.timeZone);
  const { window, quality } = board;
  const { tried, joined, turnedAway } = quality;
  const share = joinShare(quality);
  const list = (what: 'failed' | 'refused') => boardListPath(place.eventDayId, { what, window });
  return (
    <BoardCard
      title={t('card.join')}
      level={boardLevels(board).join}
      value={
        share === undefined
          ? t.rich('unit.nothing', { n: bigDigits })
          : t.rich('unit.percent', { value: percent(share), n: bigDigits })
      }
    >
      <span>{t('join.of', { tried: count(tried + turnedAway), joined: count(joined) })}</span>
      <PeopleLink href={list('failed')} count={tried - joined}>
        {t('join.failed', { count: count(tried - joined) })}
      </PeopleLink>
      <PeopleLink href={list('refused')} count={turnedAway}>
        {t('join.away', { count: count(turnedAway) })}
      </PeopleLink>
    </BoardCard>
  );
}

function StartCard({ board, place }: BoardPart) {
  const t = useTranslations('admin.board');
  const { seconds } = useBoardFormat(place.timeZone);
  const { p50Ms, p95Ms } = board.quality;
  const isKnown = p50Ms !== null && p95Ms !== null;
  return (
    <BoardCard
      title={t('card.start')}
      level={boardLevels(board).start}
      value={
        isKnown
          ? t.rich('unit.seconds', { value: seconds(p50Ms), n: bigDigits })
          : t.rich('unit.nothing', { n: bigDigits })
      }
    >
      {isKnown && (
        <>
          <span>{t('start.p50')}</span>
          <span>{t('start.p95', { value: seconds(p95Ms) })}</span>
        </>
      )}
      {!isKnown && <span>{t('start.nobody')}</span>}
    </BoardCard>
  );
}

function StallsCard({ board, place }: BoardPart) {
  const t = useTranslations('admin.board');
  const { count, smallPercent } = useBoardFormat(place.timeZone);
  const { stallRatio, stalled } = board.quality;
  return (
    <BoardCard
      title={t('card.stalls')}
      level={boardLevels(board).stalls}
      value={
        stallRatio === null
          ? t.rich('unit.nothing', { n: bigDigits })
          : t.rich('unit.percent', { value: smallPercent(stallRatio), n: bigDigits })
      }
    >
      <span>{t('stalls.of')}</span>
      <PeopleLink
        href={boardListPath(place.eventDayId, { what: 'stalled', window: board.window })}
        count={stalled}
      >
        {t('stalls.show', { count: count(stalled) })}
      </PeopleLink>
    </BoardCard>
  );
}
