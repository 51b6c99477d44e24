import { type AttachedShaka, attachShaka, type ShakaPlayer, wireShaka } from './attach-shaka';
import { autoplay } from './autoplay';
import { watchEnd } from './end-of-stream';
import { startHeartbeat } from './heartbeat';
import { watchPicture } from './picture-watch';
import { openSession, type OpenedSession, sendBeat } from './playback-api';
import type { PlaybackStep } from './playback-step';
import { type PlayerProblem, problemOfEngine } from './player-error';
import { readField } from './read-field';

interface Playback {
  readonly video: HTMLVideoElement;
  readonly eventDayId: string;
  /** Resolves when the run before this one has let go of the video element. */
  readonly released: Promise<void>;
  readonly onStep: (step: PlaybackStep) => void;
}

interface Run extends Playback {
  readonly isOver: () => boolean;
  readonly stop: (problem: PlayerProblem) => void;
  readonly onEnd: (cleanup: () => unknown) => void;
}

/**
 * One run of the player: opens a session, plays, beats, until the returned function ends it or it reports
 * `stopped`, after which nothing of it is left. Never throws.
 */
export function startPlayback(playback: Playback): () => Promise<void> {
  const cleanups: (() => unknown)[] = [];
  let ending: Promise<void> | undefined;
  const end = (): Promise<void> => {
    ending ??= Promise.allSettled(cleanups.map((cleanup) => cleanup())).then(() => undefined);
    return ending;
  };
  const run: Run = {
    ...playback,
    isOver: () => ending !== undefined,
    onEnd: (cleanup) => {
      // The goodbye to the server counts what was watched, so it comes before the player goes.
      if (ending === undefined) cleanups.unshift(cleanup);
      else cleanup();
    },
    stop: (problem) => {
      if (ending !== undefined) return;
      void end();
      playback.onStep({ name: 'stopped', problem });
    },
  };
  play(run).catch((error: unknown) => run.stop(problemOfEngine(error)));
  return end;
}

async function play(run: Run): Promise<void> {
  // React's StrictMode starts two runs in one go; only the one that is left after that may open a session.
  await run.released;
  if (run.isOver()) return;
  run.onStep({ name: 'opening' });
  const obstacle = findObstacle();
  if (obstacle !== undefined) return run.stop(obstacle);
  run.onStep({ name: 'secure' });
  const session = await open(run);
  if (session === undefined) return;
  const shaka = await attach(run, session);
  if (shaka === undefined) return leave(session);
  if (!shaka.engine.Player.isBrowserSupported())
    return run.stop({ kind: 'player', code: 'unsupported_browser' });
  await load(run, shaka, session);
  if (run.isOver()) return;
  run.onEnd(watchPicture(run.video, () => run.onStep({ name: 'picture' })));
  const how = await autoplay(run.video);
  if (!run.isOver()) run.onStep({ name: 'started', autoplay: how });
}

/** Asked before a session is opened, which would end the viewer's playback on another device. */
function findObstacle(): PlayerProblem | undefined {
  if (!window.isSecureContext) return { kind: 'player', code: 'insecure_page' };
  const hasMediaSource = 'MediaSource' in window || 'ManagedMediaSource' in window;
  if (hasMediaSource && 'requestMediaKeySystemAccess' in navigator) return undefined;
  return { kind: 'player', code: 'unsupported_browser' };
}

async function attach(run: Run, { manifestUrl }: OpenedSession): Promise<AttachedShaka | undefined> {
  const shaka = await attachShaka(run.video, manifestUrl).catch(() => undefined);
  if (shaka === undefined) run.stop({ kind: 'player', code: 'connection' });
  else run.onEnd(() => shaka.player.destroy());
  return run.isOver() ? undefined : shaka;
}

async function open(run: Run): Promise<OpenedSession | undefined> {
  const answer = await openSession(run.eventDayId);
  if (!answer.ok) run.stop(answer.problem);
  else if (run.isOver()) leave(answer.value);
  else return answer.value;
  return undefined;
}

/** For a session that was opened and then not used. */
function leave(session: OpenedSession): void {
  void sendBeat(session, { watchedSeconds: 0, stalls: 0, leaving: true });
}

async function load(run: Run, shaka: AttachedShaka, opened: OpenedSession): Promise<void> {
  const { player } = shaka;
  let session = opened;
  const endBeats = startHeartbeat({
    eventDayId: run.eventDayId,
    session: opened,
    counters: countWatching(player),
    onRenewed: (renewed) => (session = renewed),
    onStop: run.stop,
  });
  run.onEnd(endBeats);
  wireShaka(shaka, {
    eventDayId: run.eventDayId,
    session: () => session,
    onChallenge: () => run.onStep({ name: 'protected' }),
    onUsableKey: () => run.onStep({ name: 'licensed' }),
    onProblem: run.stop,
  });
  player.addEventListener('manifestparsed', () => run.onStep({ name: 'connected' }));
  run.onEnd(watchEnd(run.video, player, () => run.stop({ kind: 'refusal', code: 'ended' })));
  await player.load(opened.manifestUrl);
}

/** Seconds really played, and how often playback had to wait for data after it had begun. */
function countWatching(player: ShakaPlayer): () => { watchedSeconds: number; stalls: number } {
  let stalls = 0;
  const playedSeconds = (): number => Math.round(player.getStats().playTime || 0);
  player.addEventListener('buffering', (event: unknown) => {
    if (readField(event, 'buffering') === true && playedSeconds() > 0) stalls += 1;
  });
  return () => ({ watchedSeconds: playedSeconds(), stalls });
}
