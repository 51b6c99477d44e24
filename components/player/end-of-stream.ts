import type { ShakaPlayer } from './attach-shaka';

/** Closer to the end than this, in seconds, nothing more will come. */
const LAST_SECONDS = 1;

/**
 * Calls once when a live stream has been played to its end. Shaka 5.2 leaves a stream whose sound is a few
 * milliseconds shorter than its declared duration waiting for ever instead of ending it. Returns what stops it.
 */
export function watchEnd(video: HTMLVideoElement, player: ShakaPlayer, onEnd: () => void): () => void {
  const onWaiting = (): void => {
    const isOver = !player.isLive() && player.seekRange().end - video.currentTime < LAST_SECONDS;
    if (isOver) onEnd();
  };
  video.addEventListener('ended', onEnd);
  video.addEventListener('waiting', onWaiting);
  return () => {
    video.removeEventListener('ended', onEnd);
    video.removeEventListener('waiting', onWaiting);
  };
}
