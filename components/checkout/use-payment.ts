'use client';

import { useRef, useState } from 'react';
import { useElements, useStripe } from '@stripe/react-stripe-js';
import type { Stripe, StripeElements, StripeError } from '@stripe/stripe-js';
import type { SaleRefusal } from '@/lib/domain/refusal';
import type { FaultName, PayAction } from './action-states';
import { declineReason, type DeclineReason } from './decline-reason';

export type PayProblem =
  | { readonly kind: 'refused'; readonly reason: SaleRefusal }
  | { readonly kind: 'fault'; readonly code: FaultName; readonly ref: string }
  | { readonly kind: 'declined'; readonly reason: DeclineReason }
  | { readonly kind: 'connection' };

export interface Payment {
  readonly action: PayAction;
  readonly orderId: string;
  /** Absolute: where Stripe sends the buyer, by a redirect of the card issuer's too. */
  readonly returnUrl: string;
}

/** Pays the held order with what the Payment Element holds. One press at a time; a failed one may be repeated. */
export function usePayment(payment: Payment) {
  const stripe = useStripe();
  const elements = useElements();
  const underWay = useRef(false);
  const [isWorking, setIsWorking] = useState(false);
  const [problem, setProblem] = useState<PayProblem>();
  const pay = async () => {
    if (stripe === null || elements === null || underWay.current) return;
    underWay.current = true;
    setIsWorking(true);
    setProblem(undefined);
    const outcome = await attempt(payment, stripe, elements).catch(connectionProblem);
    // The page is about to be left: the button stays as it is.
    if (outcome === 'leaving') return;
    underWay.current = false;
    setIsWorking(false);
    if (outcome !== 'incomplete') setProblem(outcome);
  };
  return { pay, isReady: stripe !== null && elements !== null, isWorking, problem };
}

type Outcome = PayProblem | 'incomplete' | 'leaving';

/** Stripe's order for a deferred intent: submit the fields, then make the intent, then confirm it. */
async function attempt(
  { action, orderId, returnUrl }: Payment,
  stripe: Stripe,
  elements: StripeElements,
): Promise<Outcome> {
  const { error: incomplete } = await elements.submit();
  if (incomplete !== undefined) return outcomeOf(incomplete, returnUrl);
  const state = await action(orderId);
  if (state.status === 'refused') return { kind: 'refused', reason: state.reason };
  if (state.status === 'fault') return { kind: 'fault', code: state.code, ref: state.ref };
  const clientSecret = state.status === 'done' ? state.value.clientSecret : undefined;
  if (clientSecret === undefined) return leaveFor(returnUrl);
  const { error } = await stripe.confirmPayment({
    elements,
    clientSecret,
    confirmParams: { return_url: returnUrl },
  });
  return outcomeOf(error, returnUrl);
}

function outcomeOf(error: StripeError, returnUrl: string): Outcome {
  // The field with the mistake has the focus and says what it is.
  if (error.type === 'validation_error') return 'incomplete';
  if (error.type === 'api_connection_error') return { kind: 'connection' };
  // Paid, or canceled, from elsewhere meanwhile: the order page knows.
  if (error.code === 'payment_intent_unexpected_state') return leaveFor(returnUrl);
  return { kind: 'declined', reason: declineReason(error.decline_code ?? error.code) };
}

function leaveFor(url: string): 'leaving' {
  window.location.assign(url);
  return 'leaving';
}

function connectionProblem(cause: unknown): PayProblem {
  // `fetch` rejects with a TypeError when there is no network; anything else is worth a look.
  if (!(cause instanceof TypeError)) reportError(cause);
  return { kind: 'connection' };
}
