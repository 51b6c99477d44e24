/** Phases of a broadcast day as people see them. */
export type EventDayPhase = 'before' | 'doors' | 'live' | 'archive' | 'ended';

export interface EventDayTimes {
  readonly doorsAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Until then it can be watched again after the show. */
  readonly archiveUntil?: Date | null;
}

/** Playback goes on for a while after the planned end, because shows run late. */
const END_GRACE_SECONDS = 15 * 60;

export function phaseOf(times: EventDayTimes, now: Date): EventDayPhase {
  if (now < times.doorsAt) return 'before';
  if (now < times.startsAt) return 'doors';
  if (now < showEnd(times)) return 'live';
  return now < playableUntil(times) ? 'archive' : 'ended';
}

/** The moment after which no session, license or token for this day is valid any more. */
export function playableUntil(times: EventDayTimes): Date {
  const end = showEnd(times);
  const { archiveUntil } = times;
  return archiveUntil instanceof Date && archiveUntil > end ? archiveUntil : end;
}

function showEnd({ endsAt }: EventDayTimes): Date {
  return new Date(endsAt.getTime() + END_GRACE_SECONDS * 1000);
}

/** The day to show first: the one that is open now, else the next to come, else the last one. */
export function currentDay<Day extends EventDayTimes>(days: readonly Day[], now: Date): Day | undefined {
  const inOrder = days.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return inOrder.find((day) => phaseOf(day, now) !== 'ended') ?? inOrder.at(-1);
}
