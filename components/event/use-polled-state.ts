'use client';

import { useState } from 'react';
import type { EventState } from '@/lib/domain/event-state';
import { parseEventState } from './parse-event-state';
import { usePolling } from './use-polling';

export interface PolledState {
  readonly state: EventState;
  /** What to add to the browser's clock to get the server's, in milliseconds; undefined before the first answer. */
  readonly skewMs: number | undefined;
}

export interface PolledStateNow extends PolledState {
  /** Asks at once, where the last question is five seconds old and the page is visible. */
  readonly lookAgain: () => void;
}

/** The state of an event, asked again and again while the page is visible, starting from what the page was made with. */
export function usePolledState(slug: string, initial: EventState): PolledStateNow {
  const [polled, setPolled] = useState<PolledState>({ state: initial, skewMs: undefined });
  const lookAgain = usePolling(slug, async (signal) => {
    const fresh = await fetchState(slug, signal);
    return fresh && (() => setPolled((shown) => newest(shown, fresh)));
  });
  return { ...polled, lookAgain };
}

/** Two edges of a CDN may answer in the wrong order: what is older than what is shown tells the time at most. */
function newest(shown: PolledState, fresh: PolledState): PolledState {
  return fresh.state.serverTime < shown.state.serverTime ? { ...fresh, state: shown.state } : fresh;
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
