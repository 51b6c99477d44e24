'use client';

import { type Dispatch, useEffect } from 'react';
import { callAt } from './call-at';
import type { WatchStageEvent, WatchStageState } from './watch-stage-state';
import { useWatchState } from './watch-state';

/** After the doors' time, a state that says otherwise is asked for again, this often and so far apart. */
const CONFIRMATIONS = 3;
const CONFIRM_MS = 6000;

interface LobbyDay {
  readonly id: string;
  readonly doorsAt: string;
}

/** Leads the stage through the doors by the cached state, and, so that nobody waits for a poll, by its own clock. */
export function useStagePhases(
  day: LobbyDay,
  stage: WatchStageState,
  dispatch: Dispatch<WatchStageEvent>,
): void {
  const { state, skewMs = 0, lookAgain } = useWatchState();
  const known = state.days.find(({ id }) => id === day.id);
  const jitterMs = (known?.startJitterSeconds ?? 0) * 1000;
  const doorsAtMs = Date.parse(day.doorsAt);
  const switchedAtMs = known?.switched === undefined ? 0 : Date.parse(known.switched.at);
  const isWaiting = stage.view === 'lobby';

  useEffect(() => {
    if (known === undefined) return;
    const nowMs = Date.now() + skewMs;
    const delayMs = Math.random() * jitterMs;
    dispatch({ name: 'phase', phase: known.phase, nowMs, doorsAtMs, delayMs, switchedAtMs });
    // Each answer counts, also one with the same phase: `state` is a new object with every poll.
  }, [state, known, skewMs, doorsAtMs, jitterMs, switchedAtMs, dispatch]);

  useEffect(() => {
    if (!isWaiting || stage.opensAtMs === undefined) return;
    return callAt({ atMs: stage.opensAtMs, skewMs }, () => dispatch({ name: 'due' }));
  }, [isWaiting, stage.opensAtMs, skewMs, dispatch]);

  useEffect(() => {
    if (!isWaiting) return;
    const firstMs = doorsAtMs + Math.random() * Math.max(jitterMs, 1000);
    const cancels = Array.from({ length: CONFIRMATIONS }, (_, time) =>
      callAt({ atMs: firstMs + time * CONFIRM_MS, skewMs }, lookAgain),
    );
    return () => cancels.forEach((cancel) => cancel());
  }, [isWaiting, doorsAtMs, jitterMs, skewMs, lookAgain]);
}
