import type { EngineFailure } from './engine-failure';
import type { OpenedSession } from './playback-api';
import type { PlaybackControls } from './playback-controls';
import type { PlayedMeasures } from './watch-play';

/** What an engine tells while it works for one session. */
export interface EngineEvents {
  readonly onManifest: () => void;
  /** The content decryption module made a license request. */
  readonly onChallenge: () => void;
  readonly onUsableKey: () => void;
  /** The first piece of picture or sound is in the buffer. */
  readonly onSegment: () => void;
  /** There is a stream to control. */
  readonly onReady: () => void;
  /** The manifest cannot be had; it will be asked for again. */
  readonly onWaiting: (failure: EngineFailure) => void;
  /** The stream has been played to its end. */
  readonly onEnd: () => void;
  /** It cannot go on by itself. */
  readonly onFailure: (failure: EngineFailure) => void;
}

export interface EngineTask extends EngineEvents {
  readonly video: HTMLVideoElement;
  readonly eventDayId: string;
  /** Read anew for each request: its token is renewed by every beat. */
  readonly session: () => OpenedSession;
  readonly streamUrl: string;
  readonly hasPicture: () => boolean;
  readonly played: () => PlayedMeasures;
}

/** An engine at work on the video element. */
export interface RunningEngine {
  readonly controls: PlaybackControls;
  /** After this nothing of it is left on the video element. */
  readonly end: () => Promise<void>;
}
