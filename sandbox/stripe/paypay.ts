import type Stripe from 'stripe';
import { invalidParameter } from './api-error';
import { currentMethod, failPayment, takeMoney } from './settle';
import { newId, type PayPayVisit, type Scope } from './store';

/** Sends the buyer to PayPay: `requires_action` until the buyer has accepted or refused there. */
export function openPayPayVisit(
  scope: Scope,
  paymentIntent: Stripe.PaymentIntent,
  returnUrl: string,
): Stripe.PaymentIntent {
  const visit: PayPayVisit = { id: newId('ppv'), paymentIntentId: paymentIntent.id, returnUrl };
  scope.store.openVisits.set(paymentIntent.id, visit);
  paymentIntent.status = 'requires_action';
  paymentIntent.next_action = {
    type: 'redirect_to_url',
    redirect_to_url: { url: `${scope.baseUrl}/paypay/${visit.id}`, return_url: returnUrl },
  };
  scope.emit('payment_intent.requires_action', paymentIntent);
  return paymentIntent;
}

/** The buyer's answer to an open visit, which is over with it. */
export function answerPayPayVisit(scope: Scope, visit: PayPayVisit, accepted: boolean): void {
  const paymentIntent = scope.store.paymentIntents.get(visit.paymentIntentId);
  const method = paymentIntent && currentMethod(scope.store, paymentIntent);
  if (paymentIntent === undefined || method === undefined) return;
  scope.store.openVisits.delete(paymentIntent.id);
  if (accepted) {
    takeMoney(scope, { paymentIntent, method, authenticated: false });
    return;
  }
  method.spent = method.object.customer === null;
  failPayment(scope, paymentIntent, {
    code: 'payment_intent_authentication_failure',
    message:
      'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
    payment_method: method.object,
    type: 'invalid_request_error',
  });
}

/** The return URL a redirect needs, or 400. */
export function requireReturnUrl(returnUrl: string | undefined): string {
  if (returnUrl !== undefined) return returnUrl;
  throw invalidParameter({
    message: 'You must provide a `return_url` when confirming with a redirect-based payment method.',
    code: 'parameter_missing',
    param: 'return_url',
  });
}
