'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { BoardNumbers } from '@/lib/domain/board';
import { fetchBoard } from './fetch-board';

export interface BoardNow {
  readonly board: BoardNumbers;
  /** `stale`: the last question was not answered; `gone`: there is no right to an answer any more, and none is asked for. */
  readonly news: 'fresh' | 'stale' | 'gone';
  readonly lookAgain: () => void;
}

const POLL_MS = 10_000;
const LONGEST_MS = 60_000;
const SHORTEST_MS = 3000;

/**
 * The board, asked for anew every 10 s ± 15 % while the page is visible, its charts once a minute. While nothing is answered
 * the last numbers stay, and the next questions come ever more rarely; to who is signed out, none until asked by hand.
 */
export function useBoard(initial: BoardNumbers, path: string): BoardNow {
  const [board, setBoard] = useState(initial);
  const [news, setNews] = useState<BoardNow['news']>('fresh');
  const shown = newest(board, initial);
  const latest = useRef(shown);
  const asked = useRef<() => void>(undefined);
  useEffect(() => {
    latest.current = shown;
  }, [shown]);
  useEffect(() => {
    const leaving = new AbortController();
    let timer: number | undefined;
    let failures = 0;
    let askedAt = performance.now();
    const poll = async () => {
      askedAt = performance.now();
      const fresh = await fetchBoard(addressOf(path, latest.current), leaving.signal);
      if (leaving.signal.aborted) return;
      if (fresh === 'gone') return setNews('gone');
      failures = fresh === undefined ? failures + 1 : 0;
      setNews(fresh === undefined ? 'stale' : 'fresh');
      if (fresh !== undefined) setBoard({ ...fresh, chart: fresh.chart ?? latest.current.chart });
      pollIn(pauseAfter(failures));
    };
    const pollIn = (milliseconds: number) => {
      window.clearTimeout(timer);
      if (document.visibilityState === 'visible') timer = window.setTimeout(() => void poll(), milliseconds);
    };
    const onVisibility = () => pollIn(Math.max(0, askedAt + SHORTEST_MS - performance.now()));
    asked.current = () => pollIn(0);
    pollIn(pauseAfter(0));
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      leaving.abort();
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [path]);
  return { board: shown, news, lookAgain: useCallback(() => asked.current?.(), []) };
}

/** Milliseconds; all boards of a desk do not ask at once. */
function pauseAfter(failures: number): number {
  const pause = Math.min(LONGEST_MS, POLL_MS * 2 ** Math.max(0, failures - 1));
  return pause * (0.85 + 0.3 * Math.random());
}

/** The page is made anew after an act: then it knows more than the last answer. */
function newest(board: BoardNumbers, initial: BoardNumbers): BoardNumbers {
  return initial.asOf > board.asOf || initial.window !== board.window ? initial : board;
}

/** With the charts when a minute has gone by since theirs. */
function addressOf(path: string, { chart, window }: BoardNumbers): string {
  const lastMinute = chart?.at(-1)?.minute ?? 0;
  const isNewMinute = Math.floor(Date.now() / 60_000) !== lastMinute;
  return `${path}?minutes=${window}&chart=${isNewMinute ? 1 : 0}`;
}
