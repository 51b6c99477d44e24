import { assumptions as a, type CostWish } from './cost-wish';

/** What a wish comes to in requests, gigabytes and hours, before any price. */
export type Usage = ReturnType<typeof usageOf>;

/** One part of the bill. */
export interface CostLine {
  readonly name: string;
  /** How it came about, for people. */
  readonly basis: string;
  /** US dollars, before tax. */
  readonly usd: number;
}

/** Counts what will be used; no price is in it. */
export function usageOf({ viewers, hours, bitrate, licenseMinutes, licensesPerPlay }: CostWish) {
  const seconds = hours * 3600;
  const renewals = Math.floor((hours * 60) / licenseMinutes);
  const licenses = viewers * licensesPerPlay * (1 + renewals);
  const beats = (viewers * seconds) / a.beatSeconds;
  const portalRequests = viewers * a.portalRequestsPerViewer;
  return {
    trafficGb: viewers * hourlyGb(bitrate) * hours,
    cdnRequests: ((viewers * seconds) / a.segmentSeconds) * a.requestsPerSegment,
    licenses,
    beats,
    portalRequests,
    /** All that reaches a function. */
    dynamicRequests: licenses + beats + portalRequests,
    busyHours: hours + 2 * a.extraHours,
    encoderHours: a.encoderHoursBefore + hours + a.encoderHoursAfter,
  };
}

/** GB of an hour at so many Mbit/s, as AWS counts in its own examples: decimal megabytes, 1024 of them to the GB. */
export function hourlyGb(mbits: number): number {
  return (mbits * 3600) / 8 / 1024;
}

const english = new Intl.NumberFormat('en-US');

/** A whole number for people: 54,051. */
export function whole(amount: number): string {
  return english.format(Math.floor(amount));
}
