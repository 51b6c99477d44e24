import type { PlanProblem } from './event-plan';

/** What became of an event file that was sent in. */
export type EventFileOutcome =
  | { readonly kind: 'saved'; readonly eventId: string }
  /** What the file says cannot be, by rules of sale and playback. */
  | { readonly kind: 'problems'; readonly problems: readonly PlanProblem[] }
  /** It is no event file; in English, for whoever writes such files. */
  | {
      readonly kind: 'mistakes';
      readonly mistakes: readonly { readonly path: string; readonly message: string }[];
    };

export type EventFileRefusal = 'edited_meanwhile' | 'other_event' | 'sign_in_again';
