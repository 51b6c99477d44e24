'use client';

import { useRef, useState } from 'react';
import type { PayAction } from './action-states';
import { useHold } from './hold-context';
import { leaveFor, type PayOutcome, type PayProblem, type PayWay } from './pay-outcome';

export interface Payment {
  readonly action: PayAction;
  readonly orderId: string;
  /** Absolute: the order's page, where Stripe sends the buyer, by way of a card issuer or PayPay too. */
  readonly returnUrl: string;
}

export type PayStage =
  | { readonly name: 'ready'; readonly problem?: PayProblem }
  | { readonly name: 'working' }
  | { readonly name: 'waiting'; readonly place: number; readonly seconds: number };

/** Pays the held order in this way. One press at a time; a failed one may be repeated. */
export function usePayment(payment: Payment, way: PayWay | undefined) {
  const { grow } = useHold();
  const underWay = useRef(false);
  const [stage, setStage] = useState<PayStage>({ name: 'ready' });
  const pay = async () => {
    if (way === undefined || underWay.current) return;
    underWay.current = true;
    setStage({ name: 'working' });
    const outcome = await attempt(payment, way, grow).catch(problemOf);
    // The page is about to be left: the button stays as it is.
    if (outcome.kind === 'leaving') return;
    underWay.current = false;
    setStage(stageAfter(outcome));
  };
  return { pay, stage, stopWaiting: () => setStage({ name: 'ready' }) };
}

async function attempt(
  { action, orderId, returnUrl }: Payment,
  way: PayWay,
  grow: (until: string) => void,
): Promise<PayOutcome> {
  const confirm = await way.begin();
  if (typeof confirm !== 'function') return confirm;
  const state = await action(orderId);
  // The order page says why: its time is over, or too many tries have failed.
  if (state.status === 'refused' && state.reason === 'hold_expired') return leaveFor(returnUrl);
  if (state.status === 'refused') return { kind: 'refused', reason: state.reason };
  if (state.status === 'fault') return { kind: 'fault', code: state.code, ref: state.ref };
  if (state.status === 'idle') throw new Error('the action has not run');
  const step = state.value;
  if (step.next === 'settled') return leaveFor(returnUrl);
  grow(step.holdUntil);
  return step.next === 'wait' ? { kind: 'wait', ...step } : confirm(step.clientSecret);
}

function stageAfter(outcome: Exclude<PayOutcome, { kind: 'leaving' }>): PayStage {
  switch (outcome.kind) {
    case 'incomplete':
      return { name: 'ready' };
    case 'wait':
      return { name: 'waiting', place: outcome.place, seconds: outcome.seconds };
    default:
      return { name: 'ready', problem: outcome };
  }
}

function problemOf(cause: unknown): PayProblem {
  if (cause instanceof Error && cause.name === 'IntegrationError') return { kind: 'outdated' };
  // `fetch` rejects with a TypeError when there is no network; anything else is worth a look.
  if (!(cause instanceof TypeError)) reportError(cause);
  return { kind: 'connection' };
}
