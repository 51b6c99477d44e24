'use client';

import { useEffect, useState, type ReactNode } from 'react';
import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import type { OrderView } from '@/lib/domain/order';
import type { SyncAction } from './action-states';

interface OrderStatusProps {
  readonly orderId: string;
  /** What the page shows now. */
  readonly shown: { readonly view: OrderView; readonly failed: boolean };
  readonly action: SyncAction;
  /** Said when it takes long; undefined where the page has said enough. */
  readonly slow: string | undefined;
  readonly again: string;
  readonly children: ReactNode;
}

/** Seconds between looks: about a minute in all, then the person is free to go. */
const waits = [0, 1, 1.5, 2, 3, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5] as const;

/** Looks again at an order whose payment has begun until it is settled, then shows the page anew. */
export function OrderStatus({ orderId, shown, action, slow, again, children }: OrderStatusProps) {
  const router = useRouter();
  const [round, setRound] = useState(0);
  const [isSlow, setIsSlow] = useState(false);
  const { view, failed } = shown;
  useEffect(() => {
    let timer: number | undefined;
    let isGone = false;
    const look = async (step: number) => {
      const state = await action(orderId).catch(() => undefined);
      if (isGone) return;
      const isNews = state?.status === 'done' && (state.value.view !== view || state.value.failed !== failed);
      if (isNews) router.refresh();
      else lookLater(step + 1);
    };
    const lookLater = (step: number) => {
      const seconds = waits[step];
      if (seconds === undefined) setIsSlow(true);
      else timer = window.setTimeout(() => void look(step), seconds * 1000);
    };
    lookLater(0);
    return () => {
      isGone = true;
      window.clearTimeout(timer);
    };
  }, [orderId, view, failed, action, router, round]);
  return (
    <div className="flex flex-col items-start gap-3">
      {!isSlow && children}
      {isSlow && slow !== undefined && (
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
