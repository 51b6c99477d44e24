'use client';

import { useEffect, useEffectEvent } from 'react';
import { callAt } from './call-at';
import { warmAt } from './warm-at';
import { useWatchState } from './watch-state';

interface Warming {
  readonly doorsAt: string;
  readonly isWaiting: boolean;
  /** Gets the milliseconds that are left until doors. */
  readonly onWarm: (leftMs: number) => void;
}

/** Calls once in the lobby, at this viewer's own moment ahead of the doors (`warmAt`). */
export function useWarmMoment({ doorsAt, isWaiting, onWarm }: Warming): void {
  const { skewMs } = useWatchState();
  const isClockKnown = skewMs !== undefined;
  const warm = useEffectEvent(onWarm);
  const skewNow = useEffectEvent(() => skewMs ?? 0);
  useEffect(() => {
    if (!isWaiting || !isClockKnown) return;
    const clock = skewNow();
    const visit = { doorsAtMs: Date.parse(doorsAt), openedAtMs: Date.now() + clock };
    return callAt({ atMs: warmAt(visit, Math.random()), skewMs: clock }, () =>
      warm(visit.doorsAtMs - Date.now() - clock),
    );
  }, [doorsAt, isWaiting, isClockKnown]);
}
