'use client';

import { useRef, type ReactNode } from 'react';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/components/ui/button-class';
import type { SyncAction } from './action-states';
import { FinalConfirmation, type PayMethod, type Sale } from './final-confirmation';
import { HoldOver } from './hold-over';
import { useHold } from './hold-context';
import { PayProblemNotice } from './pay-problem-notice';
import type { PayWay } from './pay-outcome';
import { useClosedOrder } from './use-closed-order';
import { type Payment, usePayment } from './use-payment';
import { useSecondsLeft } from './use-seconds-left';
import { WaitInLine } from './wait-in-line';

export interface PayFormProps extends Payment {
  readonly slug: string;
  readonly sale: Sale;
  readonly sync: SyncAction;
}

interface ByMethod {
  readonly method: PayMethod;
  /** Undefined until the buyer can press. */
  readonly way: PayWay | undefined;
  /** The fields of the method. */
  readonly children?: ReactNode;
}

/** Fields, final confirmation, what went wrong, and the button: the same for every way to pay. */
export function PayForm({ slug, sale, sync, method, way, children, ...payment }: PayFormProps & ByMethod) {
  const t = useTranslations('checkout.pay');
  const { pay, stage, stopWaiting } = usePayment(payment, way);
  const button = useRef<HTMLButtonElement>(null);
  const hold = useHold();
  const isOver = useSecondsLeft(hold) === 0 && stage.name !== 'working';
  const problem = stage.name === 'ready' ? stage.problem : undefined;
  useClosedOrder({ ...payment, sync, problem });
  if (isOver) return <HoldOver slug={slug} />;
  const isFree = method === 'free';
  const labels = {
    ready: isFree ? t('submitFree') : t('submit'),
    working: isFree ? t('pendingFree') : t('pending'),
    waiting: t('wait.button'),
  } as const;
  return (
    <form
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (stage.name === 'ready') void pay();
      }}
    >
      {children}
      <FinalConfirmation {...sale} method={method} holdUntil={new Date(hold.until)} button={labels.ready} />
      {problem !== undefined && <PayProblemNotice problem={problem} slug={slug} />}
      {stage.name === 'waiting' && (
        <WaitInLine
          place={stage.place}
          seconds={stage.seconds}
          onTurn={() => void pay()}
          onLeave={() => {
            stopWaiting();
            button.current?.focus();
          }}
        />
      )}
      <div className="flex flex-col items-start gap-3">
        <button
          ref={button}
          type="submit"
          className={buttonClass('primary')}
          disabled={way === undefined}
          aria-disabled={stage.name !== 'ready'}
        >
          {labels[stage.name]}
        </button>
        <p role="status" className="min-h-6 text-sm text-text-muted">
          {stage.name === 'working' && (isFree ? t('stayFree') : t('stay'))}
        </p>
      </div>
    </form>
  );
}
