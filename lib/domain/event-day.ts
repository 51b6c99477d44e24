import type { ShowPosition, ShowSwitch } from './show-switch';

/** Phases of a broadcast day as people see them. */
export type EventDayPhase = 'before' | 'doors' | 'live' | 'archive' | 'ended';

export interface PlannedTimes {
  readonly doorsAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Until then it can be watched again after the show. */
  readonly archiveUntil?: Date | null;
}

export interface EventDayTimes extends PlannedTimes {
  /** What staff have switched it to last; null: never. Not optional, so that nobody forgets to read it. */
  readonly switched: ShowSwitch | null;
}

/** Playback goes on for a while after the planned end, because shows run late. */
const END_GRACE_SECONDS = 15 * 60;
/**
 * So long after the planned end the clock takes over from whatever a day was switched to: longer than a show is ever
 * late, shorter than the night before the next day of a festival.
 */
const OVERTIME_SECONDS = 12 * 60 * 60;

/** How a day stands: as staff have switched it, else by the clock. */
export function phaseOf(day: EventDayTimes, now: Date): EventDayPhase {
  switch (positionOf(day, now)) {
    case 'auto':
      return phaseByClock(day, now);
    case 'hold':
      // Who is inside stays inside: held are the doors or, where they were open already, the start.
      return isHeldOpen(day) ? 'doors' : 'before';
    case 'live':
    case 'paused':
      return 'live';
    case 'ended':
      return now < showEnd(day) ? 'ended' : phaseByClock(day, now);
  }
}

/** The day as it stands once staff have switched it at `now`. */
export function switchedTo<Day extends EventDayTimes>(day: Day, to: ShowPosition, now: Date): Day {
  const wasOpen = ['doors', 'live'].includes(phaseOf(day, now));
  return { ...day, switched: { to, at: now, wasOpen } };
}

/** What the day is switched to at `now`; `auto` where it was never switched, or the switch no longer counts. */
export function positionOf(day: EventDayTimes, now: Date): ShowPosition {
  return day.switched === null || now >= latestEnd(day) ? 'auto' : day.switched.to;
}

/** The moment after which no session, license or token for this day is valid any more, as things stand. */
export function playableUntil(day: EventDayTimes): Date {
  const isOpenEnded = day.switched !== null && ['hold', 'live', 'paused'].includes(day.switched.to);
  return later(isOpenEnded ? latestEnd(day) : showEnd(day), day.archiveUntil);
}

/** The end of the show as planned, with the time that shows run late. */
export function showEnd({ endsAt }: Pick<PlannedTimes, 'endsAt'>): Date {
  return new Date(endsAt.getTime() + END_GRACE_SECONDS * 1000);
}

/** The last moment at which this day could ever be played, whatever staff switch it to. */
export function lastMoment(times: PlannedTimes): Date {
  return later(latestEnd(times), times.archiveUntil);
}

/**
 * The day to show first: the last one that staff have put on air, else the one that is open now or comes next, else the
 * last. One that is on air long after its end, because nobody has ended it, stands behind a day whose doors are open.
 */
export function currentDay<Day extends EventDayTimes>(days: readonly Day[], now: Date): Day | undefined {
  const inOrder = days.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const onAir = inOrder.filter((day) => ['live', 'paused'].includes(positionOf(day, now)));
  return (
    onAir.findLast((day) => now < showEnd(day)) ??
    inOrder.findLast((day) => !onAir.includes(day) && ['doors', 'live'].includes(phaseOf(day, now))) ??
    onAir.at(-1) ??
    inOrder.find((day) => phaseOf(day, now) !== 'ended') ??
    inOrder.at(-1)
  );
}

function phaseByClock(times: PlannedTimes, now: Date): EventDayPhase {
  if (now < times.doorsAt) return 'before';
  if (now < times.startsAt) return 'doors';
  if (now < showEnd(times)) return 'live';
  return now < later(showEnd(times), times.archiveUntil) ? 'archive' : 'ended';
}

function isHeldOpen({ switched, doorsAt }: EventDayTimes): boolean {
  return switched?.wasOpen === true || (switched !== null && switched.at >= doorsAt);
}

function latestEnd({ endsAt }: PlannedTimes): Date {
  return new Date(endsAt.getTime() + OVERTIME_SECONDS * 1000);
}

function later(end: Date, other: Date | null | undefined): Date {
  return other instanceof Date && other > end ? other : end;
}
