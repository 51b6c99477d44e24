import type { PlaybackControls } from './playback-controls';
import type { ShortcutAction } from './player-shortcut';

const STEP_SECONDS = 10;

export interface PlayerParts {
  readonly video: HTMLVideoElement;
  /** Goes full screen. */
  readonly frame: HTMLElement;
  readonly controls: PlaybackControls | undefined;
  readonly hasChasePlay: boolean;
  readonly onCaptions: () => void;
  readonly onHelp: () => void;
}

/** Does what a key asks for. What a browser refuses, such as full screen, is left undone. */
export function actOnPlayer(action: ShortcutAction, parts: PlayerParts): void {
  const { video, controls } = parts;
  switch (action) {
    case 'playPause':
      return video.paused ? play(video) : video.pause();
    case 'mute':
      video.muted = !video.muted;
      return;
    case 'back':
      return seek(video, -STEP_SECONDS);
    case 'forward':
      return seek(video, STEP_SECONDS);
    case 'live':
      return goToLive(video, controls);
    case 'fromStart':
      if (parts.hasChasePlay) controls?.seekToStart();
      return;
    case 'captions':
      return parts.onCaptions();
    case 'fullscreen':
      return toggleFullscreen(parts.frame);
    case 'help':
      return parts.onHelp();
  }
}

/** To the live edge, and on from there also where it was paused. */
export function goToLive(video: HTMLVideoElement, controls: PlaybackControls | undefined): void {
  controls?.goToLive();
  play(video);
}

function play(video: HTMLVideoElement): void {
  video.play().catch(() => undefined);
}

/** Within what can be played. */
function seek(video: HTMLVideoElement, seconds: number): void {
  const { seekable } = video;
  if (seekable.length === 0) return;
  const latest = seekable.end(seekable.length - 1);
  video.currentTime = Math.min(latest, Math.max(seekable.start(0), video.currentTime + seconds));
}

function toggleFullscreen(frame: HTMLElement): void {
  const done = document.fullscreenElement === null ? frame.requestFullscreen() : document.exitFullscreen();
  done.catch(() => undefined);
}
