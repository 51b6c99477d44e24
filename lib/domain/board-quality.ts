import type { BoardQuality, FamilyNumbers, RefusalCount } from './board';
import type { BrowserFamily } from './browser-family';
import type { PlaybackRefusal } from './refusal';
import { weightedPercentile, type WeightedValue } from './weighted-percentile';

/** What the players of one family sent in the window. */
export interface FamilyMeasures {
  readonly family: BrowserFamily;
  readonly tried: number;
  readonly joined: number;
  readonly stalled: number;
  /** Estimates for all players, since quiet minutes are sampled and weighted. */
  readonly playedMs: number;
  readonly stalledMs: number;
  /** Milliseconds to the first frame. */
  readonly starts: readonly WeightedValue[];
}

export interface Refusals {
  readonly counts: readonly RefusalCount[];
  readonly turnedAway: number;
}

/**
 * Who is refused so wanted to come in and could not. The other reasons are no failed start: a show that is over or has not
 * begun, and a screen that another one has taken over.
 */
export const turningAway = [
  'not_entitled',
  'entitlement_revoked',
  'take_over_cooldown',
  'unknown_key',
  'key_system_not_allowed',
  'region_blocked',
] as const satisfies readonly PlaybackRefusal[];

/** The window's numbers by family, those that tried most first, and over all. */
export function boardQuality(measures: readonly FamilyMeasures[], refusals: Refusals): BoardQuality {
  const sum = (field: 'tried' | 'joined' | 'stalled' | 'playedMs' | 'stalledMs') =>
    measures.reduce((all, measure) => all + measure[field], 0);
  const all = {
    tried: sum('tried'),
    joined: sum('joined'),
    stalled: sum('stalled'),
    playedMs: sum('playedMs'),
    stalledMs: sum('stalledMs'),
    starts: measures.flatMap(({ starts }) => starts),
  };
  return {
    ...numbersOf(all),
    turnedAway: refusals.turnedAway,
    families: measures
      .map((measure): FamilyNumbers => ({ family: measure.family, ...numbersOf(measure) }))
      .toSorted((a, b) => b.tried - a.tried || a.family.localeCompare(b.family)),
    refusals: refusals.counts,
  };
}

/** Joined as a share of those who tried, of whom those turned away saw nothing either; undefined where nobody tried. */
export function joinShare(
  numbers: Pick<BoardQuality, 'tried' | 'joined' | 'turnedAway'>,
): number | undefined {
  const all = numbers.tried + numbers.turnedAway;
  return all === 0 ? undefined : numbers.joined / all;
}

export function stallRatioOf({ playedMs, stalledMs }: Pick<FamilyMeasures, 'playedMs' | 'stalledMs'>) {
  return playedMs + stalledMs === 0 ? null : stalledMs / (playedMs + stalledMs);
}

function numbersOf(measure: Omit<FamilyMeasures, 'family'>): Omit<FamilyNumbers, 'family'> {
  const { tried, joined, stalled, starts } = measure;
  return {
    tried,
    joined,
    p50Ms: weightedPercentile(starts, 0.5) ?? null,
    p95Ms: weightedPercentile(starts, 0.95) ?? null,
    stallRatio: stallRatioOf(measure),
    stalled,
  };
}
