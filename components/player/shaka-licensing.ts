import type { AttachedShaka, ShakaPlayer } from './attach-shaka';
import { isLicenseOutage } from './license-outage';
import { type PlayerProblem, problemOfEngine } from './player-error';
import { readField } from './read-field';
import { retryDelaySeconds } from './retry-set';
import type { EngineTask } from './running-engine';

/** Undefined until there is somebody to tell. */
type CurrentTask = () => EngineTask | undefined;

interface Licensing {
  /** For `drm.failureCallback`. */
  readonly onFailure: (error: unknown) => void;
  /** Why there is no license; undefined while there is one. */
  readonly problem: () => PlayerProblem | undefined;
}

/** Follows the licenses of one player: a refusal ends playback, an outage in the middle of the show is waited out. */
export function watchLicensing({ player }: AttachedShaka, task: CurrentTask): Licensing {
  let last: PlayerProblem | undefined;
  let failures = 0;
  player.addEventListener('keystatuschanged', () => {
    if (!hasUsableKey(player)) return;
    last = undefined;
    task()?.onUsableKey();
  });
  return {
    problem: () => last,
    onFailure: (error) => {
      const problem = problemOfEngine(error);
      last ??= problem;
      if (task()?.hasPicture() === true && isLicenseOutage(problem)) {
        failures += 1;
        waitOut(player, error, failures);
      } else if (problem.kind === 'refusal') {
        // Denied is denied, also where other keys of the stream are still there.
        task()?.onFailure({ problem, remedy: 'stop' });
      }
    },
  };
}

/** Tells Shaka that the failure is taken care of, and asks again. What was licensed plays on meanwhile. */
function waitOut(player: ShakaPlayer, error: unknown, failures: number): void {
  const sessionId = sessionIdOf(error);
  if (typeof error !== 'object' || error === null || sessionId === undefined) return;
  Reflect.set(error, 'handled', true);
  const ask = (): void => {
    // A new license session would end the one that still plays; Widevine's module repeats a renewal by itself.
    if (!hasUsableKey(player))
      void player.retryLicensing({ ...anySession, sessionId }).catch(() => undefined);
    else if (!player.keySystem().includes('widevine')) player.renewLicense(sessionId);
  };
  setTimeout(ask, 1000 * retryDelaySeconds(failures, Math.random()));
}

/** Shaka 5.2 finds a license session by its id alone. */
const anySession = { initData: null, initDataType: null, sessionType: 'temporary' } as const;

/** Behind the network's error, Shaka's 6007 carries the license session that it is about. */
function sessionIdOf(error: unknown): string | undefined {
  const data = readField(error, 'data');
  const sessionId = Array.isArray(data) ? readField(data[1], 'sessionId') : undefined;
  return typeof sessionId === 'string' ? sessionId : undefined;
}

function hasUsableKey(player: ShakaPlayer): boolean {
  return Object.values(player.getKeyStatuses()).includes('usable');
}
