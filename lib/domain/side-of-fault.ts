import { type DayHealth, isBad, isFamilyFault } from './health-digest';
import type { ProblemClass } from './qoe-problem';

/** Whose side a fault is on, as people are told. */
export type FaultSide =
  'checking' | 'yours' | 'everyone_feed' | 'everyone_license' | 'portal' | 'browser_family' | 'unknown';

/** How an address answered: not at all, with an error of its own, or well. Undefined: it was not asked. */
export type Reach = 'ok' | 'failing' | 'unreachable' | undefined;

/** What looking around brought. */
export interface Surroundings {
  readonly isOnline: boolean;
  readonly portal: Reach;
  readonly media: Reach;
  readonly health: DayHealth | undefined;
}

export interface FaultEvidence {
  readonly symptom: 'stall' | ProblemClass;
  /** As browser-family.ts names it. */
  readonly family: string;
  /** Undefined: nothing was looked up yet. */
  readonly around: Surroundings | undefined;
  /** The digest was made late enough for others with the same trouble to be in it, or does not come. */
  readonly isSettled: boolean;
}

/** When a player that waits looks around, in milliseconds since the trouble began. */
export const faultLooks = {
  /** Shorter waits are over before anybody has read about them. */
  patienceMs: 4000,
  /** From a look's end to the next one, until it is clear, and then while the trouble lasts. */
  againMs: 2000,
  watchMs: 8000,
  /** A digest made from then on holds what others in the same trouble told of it (components/player/qoe-reporter.ts). */
  toldMs: 6000,
} as const;

/** The side that the evidence speaks for. Undefined where the problem's own words say all there is to say. */
export function sideOfFault({ symptom, family, around, isSettled }: FaultEvidence): FaultSide | undefined {
  const isFamily = around?.health !== undefined && isFamilyFault(around.health, family);
  switch (symptom) {
    case 'refused':
    case 'healed':
      return undefined;
    case 'license':
      return isFamily && around?.health?.license === 'ok' ? 'browser_family' : 'everyone_license';
    case 'portal':
      return 'portal';
    case 'device':
      return isFamily ? 'browser_family' : undefined;
    case 'stall':
    case 'feed':
    case 'network':
    case 'unclear': {
      if (around === undefined) return 'checking';
      if (!around.isOnline) return 'yours';
      const side = isFamily ? 'browser_family' : sideOfSilence(around, { symptom, isSettled });
      return side === 'unknown' && !isSettled ? 'checking' : side;
    }
  }
}

/** The picture does not arrive: for everybody, or here alone? */
function sideOfSilence(
  { portal, media, health }: Surroundings,
  { symptom, isSettled }: Pick<FaultEvidence, 'symptom' | 'isSettled'>,
): FaultSide {
  // A first answer may be late for many reasons.
  if (portal === 'unreachable') return isSettled ? sideWithoutPortal(media) : 'unknown';
  if (isBad(health?.feed) || media === 'failing') return 'everyone_feed';
  if (symptom === 'network' && (portal === 'failing' || isBad(health?.portal))) return 'portal';
  // Others came to the same stand at the same time, and their word may be on its way.
  return health?.feed === 'ok' && isSettled ? 'yours' : 'unknown';
}

function sideWithoutPortal(media: Reach): FaultSide {
  if (media === 'unreachable') return 'yours';
  return media === undefined ? 'unknown' : 'portal';
}
