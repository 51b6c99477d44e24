import type { KeptSession } from './kept-session';
import type { PlaybackStep } from './playback-step';
import type { PlayerProblem } from './player-error';
import type { StartupClock } from './startup-clock';
import type { WarmPlayback } from './warm-playback';

/** What a run of the player is asked for. */
export interface Playback {
  readonly video: HTMLVideoElement;
  readonly eventDayId: string;
  /** Resolves when the run before this one has let go of the video element. */
  readonly released: Promise<void>;
  /** What was made ready beforehand; used once. */
  readonly warm?: WarmPlayback | undefined;
  readonly onStep: (step: PlaybackStep) => void;
}

/** A run as its parts see it. */
export interface Run extends Playback {
  readonly clock: StartupClock;
  /** From now on this session is the run's. */
  readonly onSession: (kept: KeptSession) => void;
  readonly isOver: () => boolean;
  readonly stop: (problem: PlayerProblem) => void;
  readonly onEnd: (cleanup: () => unknown) => void;
}
