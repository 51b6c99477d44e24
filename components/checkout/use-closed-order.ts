'use client';

import { useEffect } from 'react';
import { isOpenStanding } from '@/lib/domain/order-standing';
import type { SyncAction } from './action-states';
import type { PayProblem } from './pay-outcome';

interface Watched {
  readonly orderId: string;
  readonly returnUrl: string;
  readonly sync: SyncAction;
  readonly problem: PayProblem | undefined;
}

/** Seconds after a decline: Stripe tells the server of it, which gives up an order after too many. */
const looks = [2, 6] as const;

/** Goes to the order's page, which says why, when a decline was one too many and the seats are not held any more. */
export function useClosedOrder({ orderId, returnUrl, sync, problem }: Watched): void {
  useEffect(() => {
    if (problem?.kind !== 'declined') return;
    let isGone = false;
    const look = async () => {
      const state = await sync(orderId).catch(() => undefined);
      if (!isGone && state?.status === 'done' && !isOpenStanding(state.value)) {
        window.location.assign(returnUrl);
      }
    };
    const timers = looks.map((seconds) => window.setTimeout(() => void look(), seconds * 1000));
    return () => {
      isGone = true;
      for (const timer of timers) window.clearTimeout(timer);
    };
  }, [orderId, returnUrl, sync, problem]);
}
