import { type Answer, type Beat, openSession, type OpenedSession, sendBeat } from './playback-api';
import type { PlayerProblem } from './player-error';

interface Heartbeat {
  readonly eventDayId: string;
  readonly session: OpenedSession;
  readonly counters: () => Pick<Beat, 'watchedSeconds' | 'stalls'>;
  /** The session with its newest token; also another session, where the old one's token had expired. */
  readonly onRenewed: (session: OpenedSession) => void;
  /** Playback must stop; there are no more beats. */
  readonly onStop: (problem: PlayerProblem) => void;
}

/**
 * Tells the server every `beatSeconds` ± 20 % that this session is being watched, at once when the page comes back
 * into view, and, when the page goes away, that it no longer is. Returns what ends it: it says goodbye first, if
 * the session is still open.
 */
export function startHeartbeat(heartbeat: Heartbeat): () => void {
  let current = heartbeat.session;
  let isOver = false;
  let isBeating = false;
  const scheduleBeat = () => setTimeout(() => void beat(), beatDelay(current.beatSeconds, Math.random()));
  let timer = scheduleBeat();

  async function beat(): Promise<void> {
    isBeating = true;
    const answer = await renew(current, heartbeat);
    isBeating = false;
    if (isOver) return;
    if (!answer.ok) {
      end();
      heartbeat.onStop(answer.problem);
      return;
    }
    current = answer.value;
    heartbeat.onRenewed(current);
    timer = scheduleBeat();
  }

  /** A device that slept may have been taken over long ago: its timers did not run meanwhile. */
  function onView(): void {
    if (document.visibilityState !== 'visible' || isBeating) return;
    clearTimeout(timer);
    void beat();
  }

  function end(): void {
    isOver = true;
    clearTimeout(timer);
    window.removeEventListener('pagehide', leave);
    document.removeEventListener('visibilitychange', onView);
  }

  function leave(): void {
    if (isOver) return;
    end();
    void sendBeat(current, { ...heartbeat.counters(), leaving: true });
  }

  window.addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', onView);
  return leave;
}

/** The session to go on with, or why there is none: a beat that failed for another reason changes nothing. */
async function renew(
  current: OpenedSession,
  { eventDayId, counters }: Heartbeat,
): Promise<Answer<OpenedSession>> {
  const unchanged = { ok: true, value: current } as const;
  const answer = await sendBeat(current, { ...counters(), leaving: false });
  if (answer.ok) return { ok: true, value: { ...current, token: answer.value } };
  const next = afterBeat(answer.problem);
  if (next !== 'reopen') return next === 'stop' ? answer : unchanged;
  const reopened = await openSession(eventDayId);
  return reopened.ok || afterBeat(reopened.problem) !== 'go_on' ? reopened : unchanged;
}

/** Milliseconds to the next beat, spread by ± 20 % so that an audience does not beat as one. `random` is 0 to 1. */
export function beatDelay(beatSeconds: number, random: number): number {
  return beatSeconds * 1000 * (0.8 + 0.4 * random);
}

/** What a failed beat means: only a rule that says no stops playback; an outage of ours never does. */
export function afterBeat(problem: PlayerProblem): 'stop' | 'reopen' | 'go_on' {
  if (problem.kind === 'refusal') return 'stop';
  if (problem.kind === 'player') return 'go_on';
  switch (problem.code) {
    case 'token_expired':
    case 'token_invalid':
      return 'reopen';
    case 'not_signed_in':
    case 'not_found':
      return 'stop';
    case 'bad_request':
    case 'too_many_requests':
    case 'internal':
    case 'unavailable':
    case 'drm_unauthorized':
    case 'drm_refused':
    case 'drm_failed':
    case 'drm_empty':
    case 'drm_unreadable':
    case 'drm_overbroad':
    case 'drm_busy':
    case 'drm_timeout':
      return 'go_on';
  }
}
