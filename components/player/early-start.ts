import { earlyDay } from './early-opening-script';
import { startPlayback } from './playback-run';
import type { PlaybackStep } from './playback-step';

/** A run of the player that began before React had woken the page. */
export interface EarlyRun {
  readonly video: HTMLVideoElement;
  readonly eventDayId: string;
  /** Tells what has happened so far, and then what happens. */
  readonly follow: (onStep: (step: PlaybackStep) => void) => void;
  readonly end: () => Promise<void>;
}

/** Begun when this module is read: the video element is in the page's HTML, and playing it does not take React. */
let early = typeof window === 'undefined' ? undefined : begin();

function begin(): EarlyRun | undefined {
  const eventDayId = earlyDay();
  const video = document.querySelector('video');
  if (eventDayId === undefined || video === null) return undefined;
  const untold: PlaybackStep[] = [];
  let tell = (step: PlaybackStep): void => void untold.push(step);
  const released = Promise.resolve();
  const end = startPlayback({ video, eventDayId, released, onStep: (step) => tell(step) });
  return {
    video,
    eventDayId,
    follow: (onStep) => {
      tell = onStep;
      untold.splice(0).forEach(onStep);
    },
    end,
  };
}

/** The run that this page has begun early, once; whoever takes it has to end it. */
export function takeEarlyRun(): EarlyRun | undefined {
  const taken = early;
  early = undefined;
  return taken;
}
