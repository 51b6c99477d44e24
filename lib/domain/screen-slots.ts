import { isStale } from './playback-session';

/** A session of one viewer on one day that has not been closed. */
export interface OpenScreen {
  readonly id: string;
  /** From 1 to the number of screens that the ticket allows at once. */
  readonly slot: number;
  /** As its token is bound to it; null for a session from before browsers were written down. */
  readonly browser: string | null;
  readonly openedAt: Date;
  readonly lastBeatAt: Date;
}

interface ScreenFacts {
  readonly open: readonly OpenScreen[];
  /** Screens at once. */
  readonly limit: number;
  /** The one that asks. */
  readonly browser: string;
  /** When one screen pushed another one out, in the last hour. */
  readonly takeOversAt: readonly Date[];
}

export type SlotDecision =
  | {
      readonly allow: true;
      readonly slot: number;
      /** Unheard of for long. */
      readonly gone: readonly string[];
      /** Of the same browser: a reload, another tab. */
      readonly replaced: readonly string[];
      /** Pushed out by this one. */
      readonly takenOver: readonly string[];
    }
  | { readonly allow: false; readonly reason: 'take_over_cooldown'; readonly retryAfterSeconds: number };

const FREE_TAKE_OVERS = 3;
const LADDER_MS = 10 * 60_000;
const COOL_DOWN_MS = 60_000;
/** So many in an hour are no family with a phone and a television any more. */
const STAFF_TAKE_OVERS = 8;
export const TAKE_OVER_MEMORY_MS = 60 * 60_000;

/**
 * Where a new screen plays: the newest one wins. A browser's own earlier session goes first and is no take-over; then a
 * free slot; then the oldest screen is pushed out: three times in ten minutes freely, after that once a minute, so that two
 * people who share a ticket cannot fight over it. Who is refused disturbs nobody.
 */
export function decideSlot(facts: ScreenFacts, now: Date): SlotDecision {
  const gone = facts.open.filter((screen) => isStale(screen.lastBeatAt, now));
  const alive = facts.open.filter((screen) => !gone.includes(screen));
  const own = alive.filter(({ browser }) => browser === facts.browser);
  const others = alive
    .filter((screen) => !own.includes(screen))
    .toSorted((a, b) => a.openedAt.getTime() - b.openedAt.getTime());
  // More than one where the ticket allows fewer screens than it did.
  const excess = others.slice(0, Math.max(0, others.length - facts.limit + 1));
  const retryAfterMs = excess.length === 0 ? 0 : coolDownMs(facts.takeOversAt, now);
  if (retryAfterMs > 0) {
    const retryAfterSeconds = Math.ceil(retryAfterMs / 1000);
    return { allow: false, reason: 'take_over_cooldown', retryAfterSeconds };
  }
  const left = others.filter((screen) => !excess.includes(screen)).map(({ slot }) => slot);
  return {
    allow: true,
    slot: firstFree(left),
    gone: ids(gone),
    replaced: ids(own),
    takenOver: ids(excess),
  };
}

/** Has it come to where staff should look? `takeOvers`: of the last hour, the newest included. */
export function isPingPong(takeOvers: number): boolean {
  return takeOvers >= STAFF_TAKE_OVERS;
}

/** Milliseconds until the next take-over is allowed; 0: now. */
function coolDownMs(takeOversAt: readonly Date[], now: Date): number {
  const ages = takeOversAt.map((at) => now.getTime() - at.getTime());
  if (ages.filter((age) => age < LADDER_MS).length < FREE_TAKE_OVERS) return 0;
  return Math.max(0, COOL_DOWN_MS - Math.min(...ages));
}

function firstFree(taken: readonly number[]): number {
  let slot = 1;
  while (taken.includes(slot)) slot += 1;
  return slot;
}

function ids(screens: readonly OpenScreen[]): readonly string[] {
  return screens.map(({ id }) => id);
}
