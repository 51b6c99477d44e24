import { segmentSeconds } from './rendition';

export const windowSeconds = 120;
const segmentsInWindow = windowSeconds / segmentSeconds;
/** Players still ask for segments that have just left the manifest. */
const segmentsKeptBehind = 5;

export interface LiveTimes {
  /** Unix seconds. */
  start: number;
  /** Unix seconds; absent for a stream without an end. */
  end?: number;
}

export interface LiveWindow {
  /** Unix milliseconds of media time 0: the start, floored to the minute. */
  availabilityStart: number;
  /** Numbers of the oldest and the newest listed segment. */
  first: number;
  last: number;
  hasEnded: boolean;
}

/**
 * What the stream offers at `now` (Unix milliseconds): only whole segments, the newest 120 s, and after the end
 * its last window for ever. Undefined before the start and while no segment is complete.
 */
export function liveWindow({ start, end }: LiveTimes, now: number): LiveWindow | undefined {
  // The loop lasts a minute, so this makes the clock in the picture show UTC seconds.
  const availabilityStart = Math.floor(start / 60) * 60_000;
  const until = end === undefined ? now : Math.min(now, end * 1000);
  const last = Math.floor((until - availabilityStart) / (segmentSeconds * 1000)) - 1;
  if (now < start * 1000 || last < 0) return undefined;
  return {
    availabilityStart,
    first: Math.max(0, last - segmentsInWindow + 1),
    last,
    hasEnded: end !== undefined && now >= end * 1000,
  };
}

/** Whether a segment can be had: neither in the future nor long out of the window. */
export function hasSegment({ first, last }: LiveWindow, segment: number): boolean {
  return segment <= last && segment >= first - segmentsKeptBehind;
}
