import type { QoeStartup } from './qoe';
import type { QoeProblem } from './qoe-problem';

/** One row of `qoe_minutes` as a player sends it. */
export interface QualityMinute {
  /** Whole minutes since 1970 by the browser's clock. */
  readonly minute: number;
  /** How many such minutes of such players it stands for. */
  readonly weight: QualityWeight;
  readonly playedMs: number;
  readonly stalls: number;
  readonly stalledMs: number;
  readonly droppedFrames: number;
  readonly bitrateKbps?: number | undefined;
  readonly startup?: QoeStartup | undefined;
  readonly problems: Readonly<Partial<Record<QoeProblem, number>>>;
}

/** What goes over the wire (POST /api/qoe). */
export interface QualityBeacon {
  readonly token: string;
  /** Milliseconds since 1970 by the same clock as the minutes: what it is off by does not matter. */
  readonly sentAt: number;
  readonly rows: readonly QualityMinute[];
}

export const MOST_ROWS = 10;
/** Older minutes are of no use to anybody. */
export const OLDEST_ROW_MINUTES = 15;

/** Of each player every so many quiet minutes, one is sent, each player at a minute of its own. */
const QUIET_EVERY = 30;
/** Of a connection that keeps stalling, after its first troubled minutes, one in so many. */
const TROUBLED_EVERY = 5;
const TROUBLED_IN_FULL = 5;

export const qualityWeights = [1, TROUBLED_EVERY, QUIET_EVERY] as const;

export type QualityWeight = (typeof qualityWeights)[number];

interface MinuteFacts {
  readonly sessionId: string;
  readonly minute: number;
  readonly isStart: boolean;
  /** It stalled or had a problem. */
  readonly isTroubled: boolean;
  /** Troubled minutes sent by this run before this one. */
  readonly troubledBefore: number;
}

/**
 * Whether a minute is sent, and how many it then stands for; undefined: it is not. Starts and trouble always are, quiet
 * minutes are sampled by session id, so that an hour of undisturbed playback costs three rows at most.
 */
export function weightOfMinute(facts: MinuteFacts): QualityWeight | undefined {
  const { isStart, isTroubled, troubledBefore } = facts;
  if (isStart || (isTroubled && troubledBefore < TROUBLED_IN_FULL)) return 1;
  const every = isTroubled ? TROUBLED_EVERY : QUIET_EVERY;
  return (facts.minute + phaseOf(facts.sessionId)) % every === 0 ? every : undefined;
}

/** FNV-1a of 32 bits. */
function phaseOf(sessionId: string): number {
  let hash = 0x811c9dc5;
  for (const letter of sessionId) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}
