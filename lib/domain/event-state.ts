import type { Announcement } from './announcement';
import type { EventDayPhase } from './event-day';
import type { ShowPosition } from './show-switch';
import type { Availability } from './ticket-type';

/** The small JSON that changes by the second: what a cached page needs to be true. At most 2 KB, but for nights of many announcements. */
export interface EventState {
  /** ISO 8601; browsers count down by this clock and not by their own. */
  readonly serverTime: string;
  readonly days: readonly {
    readonly id: string;
    readonly phase: EventDayPhase;
    /**
     * What staff have switched the day to last, and when (ISO 8601); absent where they never did. Beside the phase, so that
     * a tab that knows no such thing goes on by the phase.
     */
    readonly switched?: { readonly to: ShowPosition; readonly at: string } | undefined;
    /** Players that were waiting for doors start within so many seconds, each at a moment of its own. */
    readonly startJitterSeconds: number;
  }[];
  readonly tickets: readonly { readonly id: string; readonly availability: Availability }[];
  /** Those that hold now, the gravest and newest first; three at most for each audience. */
  readonly announcements: readonly Announcement[];
}

/** How staff keep people waiting: at the doors, for the start, or in the middle. */
export type Halt = 'holdDoors' | 'holdStart' | 'paused';

/** What a page says of a day beside its phase; undefined: nothing. */
export function haltOf(
  day: Pick<EventState['days'][number], 'phase' | 'switched'> | undefined,
): Halt | undefined {
  const to = day?.switched?.to;
  if (to === 'paused') return day?.phase === 'live' ? 'paused' : undefined;
  if (to !== 'hold') return undefined;
  if (day?.phase === 'before') return 'holdDoors';
  return day?.phase === 'doors' ? 'holdStart' : undefined;
}
