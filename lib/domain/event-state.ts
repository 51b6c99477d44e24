import type { EventDayPhase } from './event-day';
import type { Availability } from './ticket-type';

/** The small JSON that changes by the second: what a cached page needs to be true. At most 2 KB. */
export interface EventState {
  /** ISO 8601; browsers count down by this clock and not by their own. */
  readonly serverTime: string;
  readonly days: readonly { readonly id: string; readonly phase: EventDayPhase }[];
  readonly tickets: readonly { readonly id: string; readonly availability: Availability }[];
  readonly banner: null;
}
