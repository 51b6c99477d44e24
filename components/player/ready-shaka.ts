import { type AttachedShaka, createShaka } from './attach-shaka';
import { failureOfShaka } from './engine-failure';
import type { OpenedSession } from './playback-api';
import type { PlayerProblem } from './player-error';
import { retryDelaySeconds } from './retry-set';
import type { EngineTask } from './running-engine';
import { shakaConfig } from './shaka-config';
import { watchLicensing } from './shaka-licensing';
import { routeMedia, signLicenseRequests } from './shaka-requests';

interface ShakaOrder {
  readonly eventDayId: string;
  /** Read anew for each request: its token is renewed by every beat. */
  readonly session: () => OpenedSession;
  readonly streamUrl: string;
}

type Preloaded = Awaited<ReturnType<AttachedShaka['player']['preload']>>;

/** A player set up for one session and on no element yet. */
export interface ReadyShaka extends AttachedShaka {
  readonly streamUrl: string;
  /** Who is told from now on. */
  readonly adopt: (task: EngineTask) => void;
  /** Why there is no license; undefined while there is one. */
  readonly licenseProblem: () => PlayerProblem | undefined;
  /** Begins to fetch manifest and init segments, and wakes the decryption module; no license is asked for. */
  readonly preload: () => Promise<void>;
  /** Loads onto the element that the player is attached to; the first time from what was preloaded. */
  readonly load: () => Promise<void>;
}

/** Fetches the engine and sets it up. Rejects when its script cannot be fetched. */
export async function readyShaka({ eventDayId, session, streamUrl }: ShakaOrder): Promise<ReadyShaka> {
  const shaka = await createShaka(streamUrl);
  const { player } = shaka;
  let task: EngineTask | undefined;
  let preloaded: Preloaded = null;
  const licensing = watchLicensing(shaka, () => task);
  const { chasePlay } = session().viewing;
  const [onLicenseFailure, onStreamFailure] = [licensing.onFailure, retryStreaming(shaka)];
  const { origin } = location;
  player.configure(
    shakaConfig({ ...session(), eventDayId, origin, chasePlay, onLicenseFailure, onStreamFailure }),
  );
  routeMedia(shaka, { session });
  const { promise: mayLicense, resolve: allowLicense } = withResolver();
  signLicenseRequests(shaka, { session, onChallenge: () => task?.onChallenge(), mayLicense });
  return {
    ...shaka,
    streamUrl,
    adopt: (next) => {
      task = next;
      allowLicense();
    },
    licenseProblem: licensing.problem,
    preload: async () => {
      const loading = await player.preload(streamUrl);
      preloaded = loading;
      // It ends with the license and so after the start. A stream that is not there yet is loaded anew then.
      loading?.waitForFinish().catch(() => {
        if (preloaded === loading) preloaded = null;
      });
    },
    load: async () => {
      const stream = preloaded ?? streamUrl;
      preloaded = null;
      // The types of Shaka's two builds take only the manager of both at once.
      await Reflect.apply(player.load, player, [stream]);
    },
  };
}

function withResolver(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let settle: (() => void) | undefined;
  const promise = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { promise, resolve: () => settle?.() };
}

/** A live stream whose segments cannot be had is asked for again, for as long as it takes, ever more slowly. */
function retryStreaming({ player }: AttachedShaka): (error: unknown) => void {
  let failures = 0;
  player.addEventListener('segmentappended', () => {
    failures = 0;
  });
  return (error) => {
    if (failureOfShaka(error).remedy !== 'load_again') return;
    player.retryStreaming(retryDelaySeconds(failures, Math.random()));
    failures += 1;
  };
}
