import { browserFeatures, chooseStream } from './choose-stream';
import { type KeptSession, keepSession } from './kept-session';
import { openSession, sendBeat } from './playback-api';
import { type PlayerProblem, problemOfEngine } from './player-error';
import { playOn } from './play-on';
import type { Playback, Run } from './player-run';
import { reportQuality } from './qoe-reporter';
import { type ReadyShaka, readyShaka } from './ready-shaka';
import { createStartupClock } from './startup-clock';

/**
 * One run of the player: opens a session, plays, beats, heals, until the returned function ends it or it reports
 * `stopped`, after which nothing of it is left; but for `feed_down`, after which it goes on asking for the stream and
 * begins anew with `opening` when there is one. Never throws.
 */
export function startPlayback(playback: Playback): () => Promise<void> {
  const cleanups: (() => unknown)[] = [];
  let ending: Promise<void> | undefined;
  let session: KeptSession | undefined;
  const clock = createStartupClock();
  const quality = reportQuality({ session: () => session?.current(), startup: clock.parts });
  const end = (): Promise<void> => {
    ending ??= Promise.allSettled([quality.end, ...cleanups].map((cleanup) => cleanup())).then(
      () => undefined,
    );
    return ending;
  };
  const run: Run = {
    ...playback,
    clock,
    onSession: (kept) => {
      session = kept;
    },
    onStep: (step) => {
      quality.onStep(step);
      playback.onStep(step);
    },
    isOver: () => ending !== undefined,
    onEnd: (cleanup) => {
      // The goodbye to the server counts what was watched, so it comes before the player goes.
      if (ending === undefined) cleanups.unshift(cleanup);
      else cleanup();
    },
    stop: (problem) => {
      if (ending !== undefined) return;
      const stopped = { name: 'stopped', problem } as const;
      quality.onStep(stopped);
      void end();
      playback.onStep(stopped);
    },
  };
  play(run).catch((error: unknown) => run.stop(problemOfEngine(error)));
  return end;
}

async function play(run: Run): Promise<void> {
  // React's StrictMode starts two runs in one go; only the one that is left after that may open a session.
  await run.released;
  if (run.isOver()) return;
  run.clock.mark('shell');
  run.onStep({ name: 'opening' });
  const obstacle = findObstacle();
  if (obstacle !== undefined) return run.stop(obstacle);
  run.onStep({ name: 'secure' });
  const start = await prepare(run);
  if (start === undefined) return;
  run.clock.mark('player');
  playOn(run, start);
}

/** Asked before a session is opened, which would end the viewer's playback on another device. */
function findObstacle(): PlayerProblem | undefined {
  if (!window.isSecureContext) return { kind: 'player', code: 'insecure_page' };
  // iPhones before iOS 17.1 have no Media Source Extensions and play HLS by themselves.
  const canPlay = 'MediaSource' in window || 'ManagedMediaSource' in window || 'WebKitMediaKeys' in window;
  if (canPlay && 'requestMediaKeySystemAccess' in navigator) return undefined;
  return { kind: 'player', code: 'unsupported_browser' };
}

interface Prepared {
  readonly kept: KeptSession;
  readonly ready: ReadyShaka;
}

/** Session and engine, warm or cold; undefined when the run is over instead. */
async function prepare(run: Run): Promise<Prepared | undefined> {
  const warm = await run.warm?.take();
  const kept = warm?.kept ?? (await open(run));
  if (kept === undefined) return undefined;
  run.onSession(kept);
  const streamUrl = chooseStream(kept.current(), browserFeatures());
  const order = { eventDayId: run.eventDayId, session: kept.current, streamUrl };
  const ready = warm?.ready ?? (await readyShaka(order).catch(() => undefined));
  if (ready === undefined) run.stop({ kind: 'player', code: 'connection' });
  if (ready !== undefined && !run.isOver()) return { kept, ready };
  kept.end();
  await ready?.player.destroy();
  return undefined;
}

async function open(run: Run): Promise<KeptSession | undefined> {
  const answer = await openSession(run.eventDayId);
  if (!answer.ok) {
    run.stop(answer.problem);
    return undefined;
  }
  if (!run.isOver()) return keepSession(run.eventDayId, answer.value);
  void sendBeat(answer.value, { watchedSeconds: 0, stalls: 0, leaving: true });
  return undefined;
}
