/** So many pieces of picture and sound in vain, over so long a time, are no accident. */
const SEGMENTS = 4;
const PATIENCE_MS = 6000;

interface SilenceWatch {
  /** To be called with each piece that has gone into the buffer. */
  readonly onSegment: () => void;
}

/**
 * Calls once when segments arrive and nothing comes of them: Chromium takes bytes that are no media without a word, and
 * an engine then fetches for ever. `now` is in milliseconds.
 */
export function watchSilence(
  video: Pick<HTMLVideoElement, 'currentTime' | 'readyState'>,
  { onSilent, now }: { readonly onSilent: () => void; readonly now: () => number },
): SilenceWatch {
  let segments = 0;
  let since = now();
  let place = video.currentTime;
  let isTold = false;
  return {
    onSegment: () => {
      const isAlive = video.readyState >= HAVE_FUTURE_DATA || video.currentTime !== place;
      segments = isAlive ? 0 : segments + 1;
      if (segments <= 1) since = now();
      place = video.currentTime;
      if (isTold || segments <= SEGMENTS || now() - since < PATIENCE_MS) return;
      isTold = true;
      onSilent();
    },
  };
}

/** `HTMLMediaElement.HAVE_FUTURE_DATA`. */
const HAVE_FUTURE_DATA = 3;
