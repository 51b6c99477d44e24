import type { Announcement } from './announcement';
import type { EventDayPhase } from './event-day';
import type { Availability } from './ticket-type';

/** The small JSON that changes by the second: what a cached page needs to be true. At most 2 KB. */
export interface EventState {
  /** ISO 8601; browsers count down by this clock and not by their own. */
  readonly serverTime: string;
  readonly days: readonly {
    readonly id: string;
    readonly phase: EventDayPhase;
    /** Players that were waiting for doors start within so many seconds, each at a moment of its own. */
    readonly startJitterSeconds: number;
  }[];
  readonly tickets: readonly { readonly id: string; readonly availability: Availability }[];
  /** Those that hold now, the gravest first; three at most. */
  readonly announcements: readonly Announcement[];
}
