import type { Outcome } from './device-checks';
import { loadHls } from './load-hls';

const TIMEOUT_MILLISECONDS = 12_000;
const FRAMES = 5;

/**
 * Plays a few frames of an unprotected stream, unseen and unheard, with the engine that takes over when the first one
 * fails. It is fetched for that. A failure only warns: the first engine has shown that it plays. Never throws.
 */
export async function trySecondEngine(clearUrl: string): Promise<Outcome> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.className = 'sr-only';
  video.tabIndex = -1;
  video.ariaHidden = 'true';
  document.body.append(video);
  let end: (() => void) | undefined;
  try {
    const Hls = await loadHls();
    if (!Hls.isSupported()) return { result: 'skipped' };
    const hls = new Hls({
      // Workers come from blob: addresses, which the page's Content-Security-Policy leaves out.
      enableWorker: false,
      xhrSetup: (request) => {
        request.withCredentials = true;
      },
    });
    end = () => hls.destroy();
    hls.loadSource(clearUrl);
    hls.attachMedia(video);
    video.play().catch(() => undefined);
    await framesOf(video);
    return { result: 'passed' };
  } catch {
    return { result: 'warned', advice: { kind: 'fix', fix: 'second_engine' } };
  } finally {
    end?.();
    video.remove();
  }
}

function framesOf(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no picture in time')), TIMEOUT_MILLISECONDS);
    let frames = 0;
    const onFrame = () => {
      frames += 1;
      if (frames < FRAMES) {
        video.requestVideoFrameCallback(onFrame);
      } else {
        clearTimeout(timer);
        resolve();
      }
    };
    video.requestVideoFrameCallback(onFrame);
  });
}
