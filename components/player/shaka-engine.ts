import { watchEnd } from './end-of-stream';
import { type EngineFailure, failureOfShaka } from './engine-failure';
import { isCritical } from './player-error';
import { readField } from './read-field';
import type { ReadyShaka } from './ready-shaka';
import { retryDelaySeconds } from './retry-set';
import type { EngineTask, RunningEngine } from './running-engine';
import { shakaControls } from './shaka-controls';

/** Puts a player that is set up on the task's video element and loads; whatever follows is told to the task. */
export function startShaka(ready: ReadyShaka, task: EngineTask): RunningEngine {
  const { player } = ready;
  const { video, played } = task;
  let isOver = false;
  ready.adopt(task);
  const fail = (error: unknown): void => {
    if (!isOver) task.onFailure(blameLicense(failureOfShaka(error), ready));
  };
  player.addEventListener('error', (event: unknown) => {
    const error = readField(event, 'detail');
    // Outages are waited out: by `load` at the start, by Shaka's retries later.
    if (isCritical(error) && failureOfShaka(error).remedy !== 'load_again') fail(error);
  });
  const onManifest = once(task.onManifest);
  player.addEventListener('manifestparsed', onManifest);
  player.addEventListener('segmentappended', task.onSegment);
  const stopWatching = watchEnd(video, player, task.onEnd);
  // A preloaded manifest was parsed before anyone listened.
  const onReady = () => [onManifest, task.onReady].forEach((tell) => tell());
  load(ready, { ...task, onReady }, () => isOver).catch(fail);
  return {
    controls: shakaControls({ video, player, played }),
    end: async () => {
      isOver = true;
      stopWatching();
      await player.destroy();
    },
  };
}

/** Until there is a stream: an origin that is not on air yet, or away, is asked again. Rejects with all else. */
async function load(ready: ReadyShaka, task: EngineTask, isOver: () => boolean): Promise<void> {
  const { player, engine } = ready;
  if (!engine.Player.isBrowserSupported()) {
    task.onFailure({ problem: { kind: 'player', code: 'unsupported_browser' }, remedy: 'stop' });
    return;
  }
  await player.attach(task.video);
  for (let failures = 0; !isOver(); failures += 1) {
    try {
      await ready.load();
      if (!isOver()) task.onReady();
      return;
    } catch (error) {
      const failure = failureOfShaka(error);
      if (isOver() || failure.remedy !== 'load_again') throw error;
      task.onWaiting(failure);
      await delay(retryDelaySeconds(failures, Math.random()));
    }
  }
}

/** Playback that ends for want of a license ends for the reason that the license server gave. */
function blameLicense(failure: EngineFailure, { licenseProblem }: ReadyShaka): EngineFailure {
  const problem = licenseProblem();
  return failure.remedy === 'stop' && problem !== undefined ? { problem, remedy: 'stop' } : failure;
}

function once(call: () => void): () => void {
  let isCalled = false;
  return () => {
    if (!isCalled) call();
    isCalled = true;
  };
}

function delay(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
