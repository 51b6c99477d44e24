import type { Announcement } from './announcement';

/** Longest text of a banner in one language: three lines on a phone. */
export const BANNER_LENGTH = 140;

/** When a banner ends by itself: minutes from now, or when the day's show is over. */
export const bannerEnds = ['15', '30', '60', 'day'] as const;

export type BannerEnd = (typeof bannerEnds)[number];

/** Why a banner was not posted or ended. */
export const bannerRefusals = ['sign_in_again', 'not_published', 'day_over', 'not_open'] as const;

export type BannerRefusal = (typeof bannerRefusals)[number];

/** A banner that is shown now, as its panel lists it. */
export interface OpenBanner extends Announcement {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** When it ends, chosen at `now`; `dayEndsAt` is the last moment of the day's show as things stand. */
export function endOfBanner(
  end: BannerEnd,
  { now, dayEndsAt }: { readonly now: Date; readonly dayEndsAt: Date },
): Date {
  return end === 'day' ? dayEndsAt : new Date(now.getTime() + Number(end) * 60_000);
}
