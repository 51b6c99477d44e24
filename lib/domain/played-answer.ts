import type { PlaybackRefusal } from './refusal';

/** What is on record of one viewer at one event, as far as it tells whether it played. */
export interface PlayedFacts {
  /** Screens that are open and beat. */
  readonly screens: number;
  /** Some session was given a license. */
  readonly isGranted: boolean;
  /** The newest session; undefined when none was ever opened. */
  readonly newest:
    { readonly isOpen: boolean; readonly isGranted: boolean; readonly lastBeatAt: Date } | undefined;
  /** The newest refusal of that session, or of opening one after it, that tells of a problem (`noProblem`). */
  readonly refusal: { readonly outcome: string; readonly code: string | null; readonly at: Date } | undefined;
}

export type PlayedAnswer =
  | { readonly kind: 'refused'; readonly reason: string; readonly code: string | null; readonly at: Date }
  | { readonly kind: 'watching'; readonly screens: number }
  | { readonly kind: 'played' }
  | { readonly kind: 'never' };

/** Refusals in the course of things: another screen took over, or the show is over. They do not say that it did not play. */
export const noProblem = [
  'session_taken_over',
  'session_closed',
  'ended',
] as const satisfies readonly PlaybackRefusal[];

/**
 * “Did it play?” A refusal counts while nothing has played since: a session with a license that is open, or that was heard of
 * after the refusal, has got over it. A grant is written down once per session, so that its time does not say this.
 */
export function playedAnswer({ screens, isGranted, newest, refusal }: PlayedFacts): PlayedAnswer {
  const plays = newest !== undefined && newest.isGranted;
  const isOver = plays && (newest.isOpen || (refusal !== undefined && newest.lastBeatAt > refusal.at));
  if (refusal !== undefined && !isOver) {
    const { outcome: reason, code, at } = refusal;
    return { kind: 'refused', reason, code, at };
  }
  if (screens > 0) return { kind: 'watching', screens };
  return isGranted ? { kind: 'played' } : { kind: 'never' };
}
