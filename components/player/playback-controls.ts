export interface Quality {
  /** Lines of the picture, such as 720. */
  readonly height: number;
  readonly kbps: number;
}

export interface CaptionTrack {
  /** BCP 47. */
  readonly language: string;
  readonly label: string;
}

/** Counted since playback began. */
export interface EngineMeasures {
  readonly playedMs: number;
  /** Waits for data after the first frame. */
  readonly stalls: number;
  readonly stalledMs: number;
  readonly droppedFrames: number;
  /** Of the picture that is shown; undefined until it is known. */
  readonly bitrateKbps: number | undefined;
  /** What the connection gives, as the engine measured it. */
  readonly bandwidthKbps: number | undefined;
}

/** What a viewer can change while it plays, and what can be read: the same over either engine. */
export interface PlaybackControls {
  readonly engine: 'shaka' | 'hls.js';
  /** Best first. */
  qualities(): readonly Quality[];
  /** `auto` chooses by bandwidth; a height is kept to. */
  setQuality(choice: 'auto' | number): void;
  /** On: `auto` goes no higher than the second lowest quality. */
  setDataSaver(isOn: boolean): void;
  captions(): readonly CaptionTrack[];
  /** Undefined: none shown. */
  setCaption(language: string | undefined): void;
  isLive(): boolean;
  secondsBehindLive(): number;
  goToLive(): void;
  /** To the earliest picture there is: chase play, where the event allows it. */
  seekToStart(): void;
  measures(): EngineMeasures;
  /** Calls when qualities, captions or the live edge's distance may have changed. Returns what stops it. */
  onChange(listener: () => void): () => void;
}
