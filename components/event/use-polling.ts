'use client';

import { useCallback, useEffect, useEffectEvent, useRef } from 'react';
import { watchPresses, whenNothingIsPressed } from './when-nothing-is-pressed';

const POLL_MS = 20_000;
const SHORTEST_MS = 10_000;
/** What shared caches keep an answer for: no sooner is there anything new. */
const SHORTEST_WHEN_ASKED_MS = 5000;

/**
 * Asks every 20 s ± 50 % while the page is visible, first at once; anew when `about` changes. Returns what asks at once
 * where the last question is five seconds old. `ask` gives what shows the answer, which waits while somebody presses
 * something: news moves what is below it.
 */
export function usePolling(
  about: string,
  ask: (signal: AbortSignal) => Promise<(() => void) | undefined>,
): () => void {
  const asked = useRef<() => void>(undefined);
  const askNow = useEffectEvent(ask);
  useEffect(() => {
    const leaving = new AbortController();
    let timer: number | undefined;
    let askedAt = -SHORTEST_MS;
    const poll = async () => {
      askedAt = performance.now();
      const show = await askNow(leaving.signal);
      await whenNothingIsPressed();
      if (leaving.signal.aborted) return;
      show?.();
      pollIn(POLL_MS * (0.5 + Math.random()));
    };
    const pollIn = (milliseconds: number) => {
      window.clearTimeout(timer);
      if (document.visibilityState === 'visible') timer = window.setTimeout(() => void poll(), milliseconds);
    };
    const onVisibility = () => pollIn(Math.max(0, askedAt + SHORTEST_MS - performance.now()));
    asked.current = () => {
      if (performance.now() - askedAt >= SHORTEST_WHEN_ASKED_MS) pollIn(0);
    };
    watchPresses();
    onVisibility();
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      leaving.abort();
      asked.current = undefined;
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [about]);
  return useCallback(() => asked.current?.(), []);
}
