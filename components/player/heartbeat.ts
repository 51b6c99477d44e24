import { type Beat, openSession, type OpenedSession, sendBeat } from './playback-api';
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
 * into view, and, when it goes away, that it no longer is. Returns what ends it: `leave` says goodbye first, for a session that is still open.
 */
export function startHeartbeat({ eventDayId, session, counters, onRenewed, onStop }: Heartbeat) {
  let current = session;
  let isOver = false;
  let isBeating = false;
  let timer = setTimeout(beat, beatDelay(session.beatSeconds, Math.random()));

  function end(): void {
    isOver = true;
    clearTimeout(timer);
    window.removeEventListener('pagehide', leave);
    document.removeEventListener('visibilitychange', onView);
  }

  /** A device that slept may have been taken over long ago: its timers did not run meanwhile. */
  function onView(): void {
    if (document.visibilityState !== 'visible' || isBeating) return;
    clearTimeout(timer);
    beat();
  }

  function leave(): void {
    if (isOver) return;
    end();
    void sendBeat(current, { ...counters(), leaving: true });
  }

  async function renew(): Promise<PlayerProblem | undefined> {
    const answer = await sendBeat(current, { ...counters(), leaving: false });
    const next = answer.ok ? 'go_on' : afterBeat(answer.problem);
    if (answer.ok) current = { ...current, token: answer.value };
    else if (next === 'stop') return answer.problem;
    if (next !== 'reopen') return undefined;
    const reopened = await openSession(eventDayId);
    if (reopened.ok) current = reopened.value;
    else if (afterBeat(reopened.problem) !== 'go_on') return reopened.problem;
    return undefined;
  }

  function beat(): void {
    isBeating = true;
    void renew().then((problem) => {
      isBeating = false;
      if (isOver) return;
      if (problem !== undefined) {
        end();
        onStop(problem);
        return;
      }
      onRenewed(current);
      timer = setTimeout(beat, beatDelay(current.beatSeconds, Math.random()));
    });
  }

  window.addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', onView);
  return { end, leave };
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
    case 'upstream_failed':
    case 'unavailable':
    case 'upstream_timeout':
      return 'go_on';
  }
}
