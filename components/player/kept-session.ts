import { startHeartbeat } from './heartbeat';
import type { Beat, OpenedSession } from './playback-api';
import type { PlayerProblem } from './player-error';

/** Who lives on a session now. */
interface SessionUser {
  readonly counters: () => Pick<Beat, 'watchedSeconds' | 'stalls'>;
  /** The session is over. */
  readonly onStop: (problem: PlayerProblem) => void;
}

/** An open session with its beat. */
export interface KeptSession {
  /** With its newest token. */
  readonly current: () => OpenedSession;
  readonly use: (user: SessionUser) => void;
  /** No rule has ended it so far. */
  readonly isGood: () => boolean;
  /** Says goodbye, if it is still open. */
  readonly end: () => void;
}

/** Keeps a session alive from now on, whoever uses it. */
export function keepSession(eventDayId: string, opened: OpenedSession): KeptSession {
  let session = opened;
  let isGood = true;
  let user: SessionUser | undefined;
  const end = startHeartbeat({
    eventDayId,
    session: opened,
    counters: () => user?.counters() ?? { watchedSeconds: 0, stalls: 0 },
    onRenewed: (renewed) => {
      session = renewed;
    },
    onStop: (problem) => {
      isGood = false;
      user?.onStop(problem);
    },
  });
  return {
    current: () => session,
    use: (next) => {
      user = next;
    },
    isGood: () => isGood,
    end,
  };
}
