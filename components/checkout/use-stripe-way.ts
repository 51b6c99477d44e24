'use client';

import { useElements, useStripe } from '@stripe/react-stripe-js';
import type { StripeError } from '@stripe/stripe-js';
import { declineReason } from './decline-reason';
import { leaveFor, type PayOutcome, type PayWay } from './pay-outcome';

/** To pay with what Stripe's fields hold; undefined until they are there. `returnUrl` is absolute. */
export function useStripeWay(returnUrl: string): PayWay | undefined {
  const stripe = useStripe();
  const elements = useElements();
  if (stripe === null || elements === null) return undefined;
  // Stripe's order for a deferred intent: submit the fields, then make the intent, then confirm it.
  const begin = async () => {
    const { error: incomplete, selectedPaymentMethod: method } = await elements.submit();
    if (incomplete !== undefined) return outcomeOf(incomplete, { returnUrl, method });
    return async (clientSecret: string): Promise<PayOutcome> => {
      const { error } = await stripe.confirmPayment({
        elements,
        clientSecret,
        confirmParams: { return_url: returnUrl },
      });
      return outcomeOf(error, { returnUrl, method });
    };
  };
  return { begin };
}

interface Attempted {
  readonly returnUrl: string;
  readonly method: string | undefined;
}

function outcomeOf(error: StripeError, { returnUrl, method }: Attempted): PayOutcome {
  if (error.type === 'validation_error') return { kind: 'incomplete' };
  if (error.type === 'api_connection_error') return { kind: 'connection' };
  // Paid, or canceled, from elsewhere meanwhile: the order page knows.
  if (error.code === 'payment_intent_unexpected_state') return leaveFor(returnUrl);
  // Stripe.js compares amount, currency and methods with those of the PaymentIntent.
  if (error.type === 'invalid_request_error' && error.code === undefined) return { kind: 'outdated' };
  return { kind: 'declined', reason: declineReason(error.decline_code ?? error.code, method) };
}
