import type { FailureClass } from './qoe-problem';

export type HealthLevel = 'ok' | 'degraded' | 'down' | 'unknown';

/** How one day's players fare. How many they are is nobody's business. */
export interface DayHealth {
  readonly id: string;
  readonly feed: HealthLevel;
  readonly license: HealthLevel;
  readonly portal: HealthLevel;
  /** Of the five families with the most players; none with fewer than five players. */
  readonly byFamily: Readonly<Record<string, HealthLevel>>;
}

/** The small JSON by which a player tells "everyone" from "just me". At most 2 KB. */
export interface EventHealth {
  /** ISO 8601. */
  readonly serverTime: string;
  readonly days: readonly DayHealth[];
}

/** What the beacons of one browser family on one day came to; estimates where minutes were sampled. */
export interface FamilyCount {
  readonly eventDayId: string;
  readonly family: string;
  readonly players: number;
  /** Waited for data, lost the feed, or could not show the picture. */
  readonly troubled: number;
  readonly started: number;
  readonly failed: Readonly<Record<FailureClass, number>>;
}

interface DayFacts {
  readonly id: string;
  /** Those with the most players first. */
  readonly counts: readonly FamilyCount[];
  /** A vendor of this day's licenses is not asked at present, for it failed. */
  readonly isVendorDown: boolean;
}

/** Fewer say nothing about others, and too much about themselves. */
const FEWEST = 5;
const MOST_FAMILIES = 5;
/** Of an audience; a few who fail while nobody else starts are few all the same. */
const LEAST_TRYING = 0.1;
const CALM_SHARE = 0.1;

interface Limits {
  readonly degraded: number;
  readonly down: number;
}

const feedLimits: Limits = { degraded: 0.2, down: 0.5 };
/** Of those who tried to start: shares that failed. */
export const startLimits: Limits = { degraded: 0.1, down: 0.5 };
/** The smaller the group, the more of it may be bad connections that happen to meet. */
const familyLimits: Limits = { degraded: 0.3, down: 0.6 };

/** Trouble of one family alone is no trouble of the feed: the level of the feed is then that of the other families. */
export function digestDay({ id, counts, isVendorDown }: DayFacts): DayHealth {
  const license = startLevel(counts, 'license');
  return {
    id,
    feed: feedLevel(counts),
    license: isVendorDown && license !== 'down' ? 'degraded' : license,
    portal: startLevel(counts, 'portal'),
    byFamily: Object.fromEntries(
      counts
        .filter(({ players }) => players >= FEWEST)
        .slice(0, MOST_FAMILIES)
        .map((count) => [count.family, familyLevel(count)]),
    ),
  };
}

/** Some of what is asked for does not come. */
export function isBad(level: HealthLevel | undefined): boolean {
  return level === 'degraded' || level === 'down';
}

/** This family fares so much worse than the others that it is the family's trouble. */
export function isFamilyFault({ byFamily, feed }: DayHealth, family: string): boolean {
  return feed === 'ok' && isBad(byFamily[family]);
}

function feedLevel(counts: readonly FamilyCount[]): HealthLevel {
  const calm = counts.filter((count) => !isBad(familyLevel(count)));
  const calmPlayers = sum(calm, 'players');
  if (calmPlayers >= FEWEST && sum(calm, 'troubled') / calmPlayers < CALM_SHARE) return 'ok';
  return levelOf(sum(counts, 'troubled'), sum(counts, 'players'), feedLimits);
}

/** Of those who tried to start, how many failed for this cause? */
function startLevel(counts: readonly FamilyCount[], cause: FailureClass): HealthLevel {
  const failures = counts.reduce((all, { failed }) => all + Object.values(failed).reduce((a, b) => a + b), 0);
  const attempts = Math.max(sum(counts, 'started') + failures, sum(counts, 'players') * LEAST_TRYING);
  const failed = counts.reduce((all, count) => all + count.failed[cause], 0);
  return levelOf(failed, attempts, startLimits);
}

function familyLevel({ players, troubled }: FamilyCount): HealthLevel {
  return levelOf(troubled, players, familyLimits);
}

/** What it means that so many of all fare badly; of fewer than five nothing is said. */
export function levelOf(bad: number, all: number, { degraded, down }: Limits): HealthLevel {
  if (all < FEWEST) return 'unknown';
  if (bad >= all * down) return 'down';
  return bad >= all * degraded ? 'degraded' : 'ok';
}

function sum(counts: readonly FamilyCount[], field: 'players' | 'troubled' | 'started'): number {
  return counts.reduce((all, count) => all + count[field], 0);
}
