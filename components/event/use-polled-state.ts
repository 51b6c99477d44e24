'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { EventState } from '@/lib/domain/event-state';
import { parseEventState } from './parse-event-state';

export interface PolledState {
  readonly state: EventState;
  /** What to add to the browser's clock to get the server's, in milliseconds; undefined before the first answer. */
  readonly skewMs: number | undefined;
}

export interface PolledStateNow extends PolledState {
  /** Asks at once, where the last question is five seconds old and the page is visible. */
  readonly lookAgain: () => void;
}

const POLL_MS = 20_000;
const SHORTEST_MS = 10_000;
/** What shared caches keep an answer for: no sooner is there anything new. */
const SHORTEST_WHEN_ASKED_MS = 5000;

/** The state of an event, asked every 20 s ± 50 % while the page is visible, starting from what the page was made with. */
export function usePolledState(slug: string, initial: EventState): PolledStateNow {
  const asked = useRef<() => void>(undefined);
  const [polled, setPolled] = useState<PolledState>({ state: initial, skewMs: undefined });
  useEffect(() => {
    const leaving = new AbortController();
    let timer: number | undefined;
    let askedAt = -SHORTEST_MS;
    const poll = async () => {
      askedAt = performance.now();
      const fresh = await fetchState(slug, leaving.signal);
      if (leaving.signal.aborted) return;
      if (fresh !== undefined) setPolled(fresh);
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
    onVisibility();
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      leaving.abort();
      asked.current = undefined;
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [slug]);
  const lookAgain = useCallback(() => asked.current?.(), []);
  return { ...polled, lookAgain };
}

/** Undefined when there is no answer: the last one stays on screen and the next poll tries again. */
async function fetchState(slug: string, signal: AbortSignal): Promise<PolledState | undefined> {
  try {
    const response = await fetch(`/api/events/${encodeURIComponent(slug)}/state`, {
      signal,
      cache: 'no-store',
    });
    const state = response.ok ? parseEventState(await response.json()) : undefined;
    if (state === undefined) return undefined;
    // A shared cache says how old its copy is (RFC 9111 §5.1).
    const ageMs = Number(response.headers.get('age') ?? 0) * 1000;
    return { state, skewMs: Date.parse(state.serverTime) + ageMs - Date.now() };
  } catch {
    return undefined;
  }
}
