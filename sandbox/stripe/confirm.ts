import type Stripe from 'stripe';
import { cardError, invalidParameter, refusedByState } from './api-error';
import { findTestCard, type Decline } from './cards';
import { recordCharge } from './charge';
import type { FormObject } from './form';
import type { KeyKind } from './key-kind';
import { openVoucher } from './konbini';
import { unexpectedState } from './payment-intent';
import { readPaymentMethod } from './payment-method';
import { readPaymentMethodOptions, visibleOptions, voucherDeadline } from './payment-method-options';
import { requireOffered } from './payment-method-types';
import { openPayPayVisit, requireReturnUrl } from './paypay';
import { readBoolean, readString } from './request-params';
import { currentMethod, failPayment, takeMoney, type Settlement } from './settle';
import { newId, voidOpenAttempts, type Challenge, type Scope, type StoredCard } from './store';

const confirmable = ['requires_payment_method', 'requires_confirmation', 'requires_action'];

export interface Confirmation {
  paymentIntent: Stripe.PaymentIntent;
  params: FormObject;
  key: KeyKind;
}

/**
 * Tries to take the money: `succeeded`, `requires_action` (challenge, voucher or redirect), or a thrown 402 that
 * carries the PaymentIntent. A second confirm makes the challenge, voucher or redirect of the first one void.
 */
export function confirmPaymentIntent(scope: Scope, confirmation: Confirmation): Stripe.PaymentIntent {
  const { paymentIntent, params, key } = confirmation;
  const { store } = scope;
  if (!confirmable.includes(paymentIntent.status)) throw unexpectedState(paymentIntent, 'confirm');
  const returnUrl = readReturnUrl(confirmation);
  const stored = paymentIntent.payment_method_options;
  const options = readPaymentMethodOptions(params, { clock: store.clock, key, stored });
  const method = readPaymentMethod(store, params, key) ?? currentMethod(store, paymentIntent);
  if (method === undefined) throw missingPaymentMethod(paymentIntent);
  requireOffered(paymentIntent.payment_method_types, method);
  if (method.kind === 'konbini') voucherDeadline(options.konbini, store.clock);
  if (method.kind === 'paypay') requireReturnUrl(returnUrl);
  voidOpenAttempts(store, paymentIntent.id);
  paymentIntent.payment_method = method.object.id;
  paymentIntent.payment_method_options = visibleOptions(options, paymentIntent.payment_method_types);
  paymentIntent.last_payment_error = null;
  paymentIntent.next_action = null;
  switch (method.kind) {
    case 'konbini':
      return openVoucher(scope, paymentIntent, method);
    case 'paypay':
      return openPayPayVisit(scope, paymentIntent, requireReturnUrl(returnUrl));
    case 'card':
      return confirmCard(scope, { paymentIntent, method, authenticated: false }, { params, returnUrl });
  }
}

/**
 * The cardholder's answer to a challenge. A passed one is charged, a failed one sends the PaymentIntent back to
 * `requires_payment_method` with `payment_intent_authentication_failure`. A void challenge changes nothing.
 */
export function answerChallenge(scope: Scope, challenge: Challenge, passed: boolean): void {
  const paymentIntent = scope.store.paymentIntents.get(challenge.paymentIntentId);
  if (paymentIntent === undefined) return;
  if (scope.store.openChallenges.get(paymentIntent.id)?.id !== challenge.id) return;
  const method = currentMethod(scope.store, paymentIntent);
  if (method?.kind !== 'card') return;
  scope.store.openChallenges.delete(paymentIntent.id);
  paymentIntent.next_action = null;
  const { decline } = findTestCard(method.number);
  const settlement = { paymentIntent, method, authenticated: true };
  if (!passed) failAuthentication(scope, settlement);
  else if (decline !== undefined) recordDecline(scope, settlement, decline);
  else takeMoney(scope, settlement);
}

interface CardSettlement extends Settlement {
  method: StoredCard;
}

function confirmCard(
  scope: Scope,
  settlement: CardSettlement,
  { params, returnUrl }: { params: FormObject; returnUrl: string | undefined },
): Stripe.PaymentIntent {
  const { paymentIntent, method } = settlement;
  const { challenged, decline } = findTestCard(method.number);
  if (challenged) {
    const inDialog = readBoolean(params, 'use_stripe_sdk') === true || returnUrl === undefined;
    return openChallenge(scope, paymentIntent, inDialog ? undefined : returnUrl);
  }
  if (decline === undefined) return takeMoney(scope, settlement);
  const charge = recordDecline(scope, settlement, decline);
  throw cardError({ ...decline, charge: charge.id, paymentIntent, paymentMethod: method.object });
}

function recordDecline(scope: Scope, settlement: CardSettlement, decline: Decline): Stripe.Charge {
  const charge = recordCharge(scope.store, { ...settlement, decline });
  scope.emit('charge.failed', charge);
  failPayment(scope, settlement.paymentIntent, {
    charge: charge.id,
    code: decline.code,
    ...(decline.declineCode === undefined ? {} : { decline_code: decline.declineCode }),
    message: decline.message,
    ...(decline.param === undefined ? {} : { param: decline.param }),
    payment_method: settlement.method.object,
    type: 'card_error',
  });
  return charge;
}

function failAuthentication(scope: Scope, { paymentIntent, method }: CardSettlement): void {
  failPayment(scope, paymentIntent, {
    code: 'payment_intent_authentication_failure',
    message:
      'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
    payment_method: method.object,
    type: 'invalid_request_error',
  });
}

function openChallenge(
  scope: Scope,
  paymentIntent: Stripe.PaymentIntent,
  returnUrl: string | undefined,
): Stripe.PaymentIntent {
  const challenge: Challenge = {
    id: newId('src'),
    paymentIntentId: paymentIntent.id,
    ...(returnUrl === undefined ? {} : { returnUrl }),
  };
  scope.store.openChallenges.set(paymentIntent.id, challenge);
  const url = `${scope.baseUrl}/3ds/${challenge.id}`;
  paymentIntent.status = 'requires_action';
  paymentIntent.next_action =
    returnUrl === undefined
      ? {
          type: 'use_stripe_sdk',
          use_stripe_sdk: { type: 'three_d_secure_redirect', source: challenge.id, stripe_js: url },
        }
      : { type: 'redirect_to_url', redirect_to_url: { url, return_url: returnUrl } };
  scope.emit('payment_intent.requires_action', paymentIntent);
  return paymentIntent;
}

function readReturnUrl({ paymentIntent, params, key }: Confirmation): string | undefined {
  const returnUrl = readString(params, 'return_url');
  if (returnUrl !== undefined) {
    if (URL.canParse(returnUrl)) return returnUrl;
    throw invalidParameter({ message: 'Not a valid URL', code: 'url_invalid', param: 'return_url' });
  }
  const mayRedirect = paymentIntent.automatic_payment_methods?.allow_redirects === 'always';
  if (key === 'publishable' || !mayRedirect) return undefined;
  throw refusedByState({
    message:
      'This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you do not want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never`.',
    param: 'return_url',
  });
}

function missingPaymentMethod(paymentIntent: Stripe.PaymentIntent) {
  return refusedByState({
    message:
      "You cannot confirm this PaymentIntent because it's missing a payment method. Update the PaymentIntent with a payment method and then confirm it again.",
    code: 'payment_intent_unexpected_state',
    paymentIntent,
  });
}
