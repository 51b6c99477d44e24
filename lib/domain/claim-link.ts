/** Why a link gave nothing. A link that nobody made is `expired` too: nobody learns which were made. */
export const claimRefusals = [
  'expired',
  'used',
  'withdrawn',
  'sold_out',
  'already_entitled',
  'order_closed',
  'already_yours',
] as const;

export type ClaimRefusal = (typeof claimRefusals)[number];

const DAY_MS = 24 * 60 * 60_000;

/** For how long the link of a complimentary ticket works, unless its last day ends before. */
export const COMP_LINK_MS = 14 * DAY_MS;
/** For how long the link works that moves tickets to another sign-in. */
export const MOVE_LINK_MS = 2 * DAY_MS;

interface LinkTimes {
  readonly usedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly expiresAt: Date;
}

export type LinkState = 'open' | 'used' | 'withdrawn' | 'expired';

/** What has become of a link: what was done with it counts before its time. */
export function linkState({ usedAt, withdrawnAt, expiresAt }: LinkTimes, now: Date): LinkState {
  if (usedAt !== null) return 'used';
  if (withdrawnAt !== null) return 'withdrawn';
  return expiresAt <= now ? 'expired' : 'open';
}
