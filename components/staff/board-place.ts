import type { BoardNumbers } from '@/lib/domain/board';

/** Which day's board it is. */
export interface BoardPlace {
  readonly eventDayId: string;
  /** IANA name of the zone the event keeps. */
  readonly timeZone: string;
}

/** What every part of the board is made from. */
export interface BoardPart {
  readonly board: BoardNumbers;
  readonly place: BoardPlace;
}
