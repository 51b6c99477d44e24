import { autoplay } from './autoplay';
import type { EngineFailure } from './engine-failure';
import { startHls } from './hls-engine';
import type { KeptSession } from './kept-session';
import { watchPicture } from './picture-watch';
import type { Run } from './player-run';
import type { ReadyShaka } from './ready-shaka';
import type { EngineTask, RunningEngine } from './running-engine';
import { startShaka } from './shaka-engine';
import { watchPlay } from './watch-play';
import { watchSilence } from './watch-silence';

interface Start {
  readonly kept: KeptSession;
  readonly ready: ReadyShaka;
}

interface Show extends Start {
  readonly run: Run;
  engine: RunningEngine | undefined;
  isSecondEngine: boolean;
  hasPicture: boolean;
  hasStarted: boolean;
  /** Since when the manifest has been asked for in vain, in milliseconds of the page's clock. */
  waitingSince: number | undefined;
  /** The viewer has been told that the feed is down. */
  isGivenUp: boolean;
}

/** How long a start may wait for the manifest before the viewer is told that the feed is down. */
const PATIENCE_MS = 60_000;
/** After a wait of this length the show goes on at the live edge, unless the viewer had gone back. */
const LONG_STALL_MS = 8000;
const NEAR_LIVE_SECONDS = 30;
const NO_PICTURE = { kind: 'player', code: 'picture_failed', ref: 'silent' } as const;

/**
 * Plays a stream to its end with the first engine and, should that fail on it, with the second one. Outages of the
 * network are waited out for as long as the session is good.
 */
export function playOn(run: Run, start: Start): void {
  const show: Show = {
    ...start,
    run,
    engine: undefined,
    isSecondEngine: false,
    hasPicture: false,
    hasStarted: false,
    waitingSince: undefined,
    isGivenUp: false,
  };
  const watch = watchStalls(show);
  start.kept.use({
    counters: () => {
      const { playedMs, stalls } = watch.played();
      return { watchedSeconds: Math.round(playedMs / 1000), stalls };
    },
    onStop: run.stop,
  });
  run.onEnd(() => show.engine?.end());
  run.onEnd(watch.end);
  run.onEnd(start.kept.end);
  show.engine = startShaka(start.ready, taskOf(show, watch.played));
}

function watchStalls(show: Show): ReturnType<typeof watchPlay> {
  const { run } = show;
  let behindLive = 0;
  return watchPlay(run.video, {
    onStall: () => {
      behindLive = show.engine?.controls.secondsBehindLive() ?? 0;
      run.onStep({ name: 'stalled' });
    },
    onRecover: (stalledMs) => {
      const controls = show.engine?.controls;
      const isLeftBehind = stalledMs > LONG_STALL_MS && behindLive < NEAR_LIVE_SECONDS;
      if (isLeftBehind && controls?.isLive() === true) controls.goToLive();
      run.onStep({ name: 'recovered' });
    },
  });
}

function taskOf(show: Show, played: EngineTask['played']): EngineTask {
  const { run, kept, ready } = show;
  const silence = watchSilence(run.video, {
    now: () => performance.now(),
    onSilent: () => task.onFailure({ problem: NO_PICTURE, remedy: 'second_engine' }),
  });
  const task: EngineTask = {
    video: run.video,
    eventDayId: run.eventDayId,
    session: kept.current,
    streamUrl: ready.streamUrl,
    played,
    hasPicture: () => show.hasPicture,
    onManifest: () => {
      run.clock.mark('manifest');
      run.onStep({ name: 'connected' });
    },
    onChallenge: () => run.onStep({ name: 'protected' }),
    onUsableKey: () => {
      run.clock.mark('license');
      run.onStep({ name: 'licensed' });
    },
    onSegment: () => {
      run.clock.mark('firstSegment');
      silence.onSegment();
    },
    onReady: () => void begin(show),
    onWaiting: (failure) => wait(show, failure),
    onEnd: () => run.stop({ kind: 'refusal', code: 'ended' }),
    onFailure: (failure) => {
      if (!run.isOver()) afterFailure(show, task, failure);
    },
  };
  return task;
}

async function begin(show: Show): Promise<void> {
  const { run, kept, engine } = show;
  if (run.isOver() || engine === undefined) return;
  if (show.isGivenUp) run.onStep({ name: 'opening' });
  show.isGivenUp = false;
  show.waitingSince = undefined;
  run.onStep({ name: 'ready', controls: engine.controls, session: kept.current() });
  run.video.requestVideoFrameCallback(() => {
    show.hasPicture = true;
    run.clock.mark('firstFrame');
  });
  if (!show.hasStarted) run.onEnd(watchPicture(run.video, () => run.onStep({ name: 'picture' })));
  show.hasStarted = true;
  const how = await autoplay(run.video);
  if (!run.isOver()) run.onStep({ name: 'started', autoplay: how });
}

function wait(show: Show, { problem }: EngineFailure): void {
  const { run } = show;
  if (run.isOver()) return;
  const now = performance.now();
  if (show.waitingSince === undefined) run.onStep({ name: 'stalled' });
  show.waitingSince ??= now;
  if (show.isGivenUp || now - show.waitingSince < PATIENCE_MS) return;
  show.isGivenUp = true;
  run.onStep({ name: 'stopped', problem });
}

/** The other engine, once, where there is a rendition for it; otherwise the end, in words. */
function afterFailure(show: Show, task: EngineTask, { problem, remedy }: EngineFailure): void {
  const { hlsManifestUrl } = task.session();
  const hasOther = hlsManifestUrl !== undefined && hlsManifestUrl !== task.streamUrl;
  if (remedy !== 'second_engine' || show.isSecondEngine || !hasOther) return show.run.stop(problem);
  show.isSecondEngine = true;
  takeOver(show, { ...task, streamUrl: hlsManifestUrl }).catch(() => show.run.stop(problem));
}

async function takeOver(show: Show, task: EngineTask): Promise<void> {
  const behindLive = show.engine?.controls.secondsBehindLive() ?? 0;
  await show.engine?.end();
  if (show.run.isOver()) return;
  const behindLiveSeconds = behindLive < NEAR_LIVE_SECONDS ? undefined : behindLive;
  const engine = await startHls({ ...task, behindLiveSeconds });
  show.engine = engine;
  if (show.run.isOver()) await engine.end();
}
