/** One look at the video element. */
export interface PlaySample {
  /** Milliseconds of any steady clock. */
  readonly nowMs: number;
  /** Seconds. */
  readonly currentTime: number;
  /** Paused or at the end: it is not meant to move. */
  readonly isResting: boolean;
  readonly isSeeking: boolean;
}

export interface PlayMeter {
  readonly playedMs: number;
  readonly stalls: number;
  readonly stalledMs: number;
  /** Playback has begun. */
  readonly hasPlayed: boolean;
  /** Since when it has waited for data; undefined while it moves or is not meant to. */
  readonly stalledSinceMs: number | undefined;
  readonly last: PlaySample | undefined;
  /** Until when standing still was fine. */
  readonly calmUntilMs: number;
}

export const restingMeter: PlayMeter = {
  playedMs: 0,
  stalls: 0,
  stalledMs: 0,
  hasPlayed: false,
  stalledSinceMs: undefined,
  last: undefined,
  calmUntilMs: 0,
};

/** Standing still for less is not seen. */
const STALL_MS = 400;
/** A pause or seek takes this long to be over. */
const SETTLE_MS = 500;
/** A step of the media clock, against the wall clock, that is too long to have been played. */
const JUMP = 2;

/**
 * The meter after one more look. A stall is a wait for data after playback has begun: what a viewer does by pausing or
 * seeking is none. The same for every engine, since only the element's clock counts.
 */
export function readMeter(meter: PlayMeter, sample: PlaySample): PlayMeter {
  const { last } = meter;
  if (last === undefined) return { ...meter, last: sample, calmUntilMs: sample.nowMs };
  const wallMs = Math.max(0, sample.nowMs - last.nowMs);
  const movedMs = (sample.currentTime - last.currentTime) * 1000;
  if (sample.isResting || sample.isSeeking) {
    // An engine that comes back from an outage seeks too: that alone does not end a wait.
    const rested = sample.isResting ? endStall(meter, sample.nowMs) : meter;
    return { ...rested, last: sample, calmUntilMs: sample.nowMs + SETTLE_MS };
  }
  if (movedMs > 0) {
    const playedMs = meter.playedMs + (movedMs < wallMs * JUMP ? movedMs : 0);
    const calmUntilMs = Math.max(meter.calmUntilMs, sample.nowMs);
    return { ...endStall(meter, sample.nowMs), hasPlayed: true, playedMs, last: sample, calmUntilMs };
  }
  const isStall = meter.hasPlayed && sample.nowMs - meter.calmUntilMs >= STALL_MS;
  if (!isStall || meter.stalledSinceMs !== undefined) return { ...meter, last: sample };
  return { ...meter, stalls: meter.stalls + 1, stalledSinceMs: meter.calmUntilMs, last: sample };
}

function endStall(meter: PlayMeter, nowMs: number): PlayMeter {
  if (meter.stalledSinceMs === undefined) return meter;
  return { ...meter, stalledMs: meter.stalledMs + nowMs - meter.stalledSinceMs, stalledSinceMs: undefined };
}
