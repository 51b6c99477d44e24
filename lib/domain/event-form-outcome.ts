import type { EventPlan, PlanProblem } from './event-plan';
import type { PlanMistake } from './plan-mistake';

/** What a form of an event sends. */
export interface EventFormWish {
  /** An event file as JSON. */
  readonly file: string;
  /** The version that was edited; null for a new event. */
  readonly version: number | null;
  readonly key: string;
  readonly reason: string;
}

/** Who saved an event last, and why. */
export interface LastEdit {
  readonly by: string;
  readonly at: Date;
  readonly reason: string;
}

/** What became of it. Nothing was saved unless it says so. */
export type EventFormOutcome =
  | { readonly kind: 'saved'; readonly version: number }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly PlanMistake[] }
  | { readonly kind: 'problems'; readonly problems: readonly PlanProblem[] }
  /** Somebody else has saved since: what is stored now. */
  | {
      readonly kind: 'edited_meanwhile';
      readonly plan: EventPlan;
      readonly version: number;
      readonly edit: LastEdit | undefined;
    };

/** Why an event was not published, or not made a draft again. */
export type EventStateRefusal = 'edited_meanwhile' | 'problems' | 'sign_in_again';
