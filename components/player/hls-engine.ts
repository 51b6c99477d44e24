import type Hls from 'hls.js';
import { failureOfHls } from './hls-failure';
import { hlsConfig } from './hls-config';
import { hlsControls } from './hls-controls';
import { loadHls } from './load-hls';
import { retryDelaySeconds } from './retry-set';
import type { EngineTask, RunningEngine } from './running-engine';

interface HlsTask extends EngineTask {
  /** Where to go on, in seconds behind the live edge; undefined: at the edge. */
  readonly behindLiveSeconds: number | undefined;
}

/**
 * The second engine, fetched now: plays the HLS rendition in Shaka's place. Whatever follows is told to the task. Rejects
 * when its script cannot be fetched.
 */
export async function startHls(task: HlsTask): Promise<RunningEngine> {
  const Engine = await loadHls();
  let isAtBackup = false;
  const hls = new Engine(
    hlsConfig({ session: task.session, onChallenge: task.onChallenge, isAtBackup: () => isAtBackup }),
  );
  const { Events } = Engine;
  hls.on(Events.MANIFEST_PARSED, () => {
    task.onManifest();
    task.onReady();
  });
  hls.on(Events.FRAG_BUFFERED, task.onSegment);
  hls.on(Events.KEY_LOADED, task.onUsableKey);
  hls.on(Events.ERROR, (_event, { type }) => {
    // The next attempt, hls.js's own or ours, goes to the other origin.
    if (type === Engine.ErrorTypes.NETWORK_ERROR) isAtBackup = !isAtBackup;
  });
  const stopHealing = heal({ hls, events: Events, task });
  resume({ hls, events: Events, task });
  task.video.addEventListener('ended', task.onEnd);
  hls.loadSource(task.streamUrl);
  hls.attachMedia(task.video);
  return {
    controls: hlsControls({ video: task.video, hls, events: Events, played: task.played }),
    end: async () => {
      stopHealing();
      task.video.removeEventListener('ended', task.onEnd);
      hls.destroy();
    },
  };
}

interface Wired {
  readonly hls: Hls;
  readonly events: typeof Hls.Events;
  readonly task: HlsTask;
}

/** Outages are waited out, a decoder that broke is started once more; only what comes after that ends playback. */
function heal({ hls, events, task }: Wired): () => void {
  let failures = 0;
  let hasRecovered = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  hls.on(events.FRAG_BUFFERED, () => {
    failures = 0;
  });
  hls.on(events.ERROR, (_event, error) => {
    if (!error.fatal) return;
    const failure = failureOfHls(error);
    if (failure.remedy === 'load_again') {
      const isManifestMissing = hls.levels.length === 0;
      if (isManifestMissing) task.onWaiting(failure);
      timer = setTimeout(
        () => (isManifestMissing ? hls.loadSource(task.streamUrl) : hls.startLoad()),
        1000 * retryDelaySeconds(failures, Math.random()),
      );
      failures += 1;
    } else if (error.type === 'mediaError' && !hasRecovered) {
      hasRecovered = true;
      hls.recoverMediaError();
    } else {
      task.onFailure(failure);
    }
  });
  return () => clearTimeout(timer);
}

/** Goes on where the first engine was, once the live edge is known. */
function resume({ hls, events, task }: Wired): void {
  const { video, behindLiveSeconds } = task;
  if (behindLiveSeconds === undefined) return;
  hls.once(events.FRAG_BUFFERED, () => {
    if (hls.liveSyncPosition !== null) video.currentTime = hls.liveSyncPosition - behindLiveSeconds;
  });
}
