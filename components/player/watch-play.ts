import type { EngineMeasures } from './playback-controls';
import { type PlayMeter, readMeter, restingMeter } from './play-meter';

/** What the element's clock shows, whatever the engine. */
export type PlayedMeasures = Pick<EngineMeasures, 'playedMs' | 'stalls' | 'stalledMs'>;

interface PlayEvents {
  readonly onStall: () => void;
  /** Milliseconds that it stood still. */
  readonly onRecover: (stalledMs: number) => void;
}

interface PlayWatch {
  readonly played: () => PlayedMeasures;
  readonly end: () => void;
}

const LOOK_MS = 200;

/** Looks at the video element five times a second: how long it has played, and when it waits for data. */
export function watchPlay(video: HTMLVideoElement, { onStall, onRecover }: PlayEvents): PlayWatch {
  let meter: PlayMeter = restingMeter;
  const look = (): void => {
    const before = meter;
    meter = readMeter(meter, {
      nowMs: performance.now(),
      currentTime: video.currentTime,
      isResting: video.paused || video.ended,
      isSeeking: video.seeking,
    });
    if (before.stalledSinceMs === undefined && meter.stalledSinceMs !== undefined) onStall();
    if (before.stalledSinceMs !== undefined && meter.stalledSinceMs === undefined) {
      onRecover(meter.stalledMs - before.stalledMs);
    }
  };
  const timer = setInterval(look, LOOK_MS);
  return {
    played: () => ({
      playedMs: Math.round(meter.playedMs),
      stalls: meter.stalls,
      stalledMs: Math.round(meter.stalledMs + stalledNow(meter)),
    }),
    end: () => clearInterval(timer),
  };
}

function stalledNow({ stalledSinceMs }: PlayMeter): number {
  return stalledSinceMs === undefined ? 0 : performance.now() - stalledSinceMs;
}
