'use client';

import type { AlertRefusal } from '@/lib/domain/staff-alert';
import type { BoardNumbers } from '@/lib/domain/board';
import type { ActFormProps } from './act-form';
import { BoardAlerts } from './board-alerts';
import { BoardCards } from './board-cards';
import { BoardCharts } from './board-charts';
import { BoardFamilies } from './board-families';
import type { BoardPlace } from './board-place';
import { BoardRefusals } from './board-refusals';
import { BoardStatus } from './board-status';
import { useBoard } from './use-board';

interface BoardLiveProps {
  readonly initial: BoardNumbers;
  readonly place: BoardPlace;
  /** Undefined for who may not resolve alerts. */
  readonly resolve: ActFormProps<AlertRefusal>['action'] | undefined;
}

/** The live board of one event day, which renews itself. */
export function BoardLive({ initial, place, resolve }: BoardLiveProps) {
  const path = `/admin/event-days/${place.eventDayId}`;
  const { board, news, lookAgain } = useBoard(initial, `${path}/numbers`);
  return (
    <>
      <BoardStatus board={board} place={place} news={news} onLookAgain={lookAgain} />
      <BoardCards board={board} place={place} />
      <BoardAlerts alerts={board.alerts} place={place} resolve={resolve} />
      <BoardCharts chart={board.chart ?? []} timeZone={place.timeZone} />
      <BoardRefusals board={board} place={place} />
      <BoardFamilies board={board} place={place} />
    </>
  );
}
