/** So much decoded picture, in seconds of the stream, is proof that this device can show it. */
const PROOF_SECONDS = 2;

/** Calls once when decoded frames have advanced by two seconds of the stream. Returns what stops the watch. */
export function watchPicture(video: HTMLVideoElement, onPicture: () => void): () => void {
  let isOver = false;
  let firstFrameAt: number | undefined;

  const onFrame = (_now: number, { mediaTime }: VideoFrameCallbackMetadata): void => {
    if (isOver) return;
    firstFrameAt ??= mediaTime;
    if (mediaTime - firstFrameAt >= PROOF_SECONDS) onPicture();
    else video.requestVideoFrameCallback(onFrame);
  };
  video.requestVideoFrameCallback(onFrame);
  return () => {
    isOver = true;
  };
}
