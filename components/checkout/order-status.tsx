'use client';

import { useEffect, useState, type ReactNode } from 'react';
import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import type { OrderStanding } from '@/lib/domain/order-standing';
import type { SyncAction } from './action-states';

interface OrderStatusProps {
  readonly orderId: string;
  /** What the page shows now. */
  readonly shown: OrderStanding;
  readonly action: SyncAction;
  /** `quick`: about a minute in all, then the person is free to go. `patient`: as long as the page is open. */
  readonly pace: keyof typeof waits;
  /** Said when the quick looks are over; undefined where the page has said enough. */
  readonly slow?: string;
  readonly again?: string;
  readonly children?: ReactNode;
}

/** Seconds between looks. */
const waits = {
  quick: [0, 1, 1.5, 2, 3, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5],
  patient: [0, 15, 20, 30, 45],
} as const;
const PATIENT_SECONDS = 60;

/** Looks again at an order that is not settled until it stands differently, then shows the page anew. */
export function OrderStatus({ orderId, shown, action, pace, slow, again, children }: OrderStatusProps) {
  const router = useRouter();
  const [round, setRound] = useState(0);
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    let timer: number | undefined;
    let isGone = false;
    let step = 0;
    const look = async () => {
      const state = await action(orderId).catch(() => undefined);
      if (isGone) return;
      if (state?.status === 'done' && state.value !== shown) router.refresh();
      else lookLater();
    };
    const lookLater = () => {
      const seconds = waits[pace][step] ?? (pace === 'patient' ? PATIENT_SECONDS : undefined);
      step += 1;
      window.clearTimeout(timer);
      if (seconds === undefined) setIsSlow(true);
      else if (document.visibilityState === 'visible') {
        timer = window.setTimeout(() => void look(), seconds * 1000);
      }
    };
    // Whoever comes back to the page, from the shop for example, wants to know now.
    const onVisibility = () => {
      step = 0;
      lookLater();
    };
    lookLater();
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      isGone = true;
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [orderId, shown, action, pace, router, round]);
  if (isSlow ? slow === undefined : children === undefined) return null;
  return (
    <div className="flex flex-col items-start gap-3">
      {!isSlow && children}
      {isSlow && (
        <>
          <p role="status">{slow}</p>
          <Button
            variant="secondary"
            onClick={() => {
              setIsSlow(false);
              setRound(round + 1);
            }}
          >
            {again}
          </Button>
        </>
      )}
    </div>
  );
}
