/** How playback began: with sound, without it because the browser asked for that, or not at all yet. */
export type Autoplay = 'sound' | 'muted' | 'refused' | 'interrupted';

/** Begins to play, with sound where the browser lets a page do so. A refusal by the browser is no error. */
export async function autoplay(video: HTMLVideoElement): Promise<Autoplay> {
  const first = await tryPlay(video);
  if (first !== 'refused') return first;
  video.muted = true;
  const second = await tryPlay(video);
  if (second === 'refused') video.muted = false;
  return second;
}

async function tryPlay(video: HTMLVideoElement): Promise<Autoplay> {
  try {
    await video.play();
    return video.muted ? 'muted' : 'sound';
  } catch (error) {
    // Anything but NotAllowedError: a pause or another load came in between.
    return error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'interrupted';
  }
}
