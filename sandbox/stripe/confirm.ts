import type Stripe from 'stripe';
import { cardError, invalidParameter, refusedByState } from './api-error';
import { findTestCard, type Decline } from './cards';
import { recordCharge } from './charge';
import type { FormObject } from './form';
import type { KeyKind } from './key-kind';
import { unexpectedState } from './payment-intent';
import { readPaymentMethod } from './payment-method';
import { readBoolean, readString } from './request-params';
import { newId, type Challenge, type Scope, type Store, type StoredCard } from './store';

const confirmable = ['requires_payment_method', 'requires_confirmation', 'requires_action'];

export interface Confirmation {
  paymentIntent: Stripe.PaymentIntent;
  params: FormObject;
  key: KeyKind;
}

/**
 * Tries to take the money: `succeeded`, `requires_action` with a challenge, or a thrown 402 that carries the
 * PaymentIntent. A second confirm of an open challenge makes the first one void.
 */
export function confirmPaymentIntent(scope: Scope, confirmation: Confirmation): Stripe.PaymentIntent {
  const { paymentIntent, params, key } = confirmation;
  if (!confirmable.includes(paymentIntent.status)) throw unexpectedState(paymentIntent, 'confirm');
  const returnUrl = readReturnUrl(confirmation);
  const card = readPaymentMethod(scope.store, params, key) ?? currentCard(scope.store, paymentIntent);
  if (card === undefined) throw missingPaymentMethod(paymentIntent);
  scope.store.openChallenges.delete(paymentIntent.id);
  paymentIntent.payment_method = card.object.id;
  paymentIntent.last_payment_error = null;
  paymentIntent.next_action = null;
  if (findTestCard(card.number).challenged) {
    const inDialog = readBoolean(params, 'use_stripe_sdk') === true || returnUrl === undefined;
    return openChallenge(scope, paymentIntent, inDialog ? undefined : returnUrl);
  }
  return settle(scope, { paymentIntent, card, authenticated: false });
}

/**
 * The cardholder's answer to a challenge. A passed one is charged, a failed one sends the PaymentIntent back to
 * `requires_payment_method` with `payment_intent_authentication_failure`. A void challenge changes nothing.
 */
export function answerChallenge(scope: Scope, challenge: Challenge, passed: boolean): void {
  const paymentIntent = scope.store.paymentIntents.get(challenge.paymentIntentId);
  if (paymentIntent === undefined) return;
  if (scope.store.openChallenges.get(paymentIntent.id)?.id !== challenge.id) return;
  const card = currentCard(scope.store, paymentIntent);
  if (card === undefined) return;
  scope.store.openChallenges.delete(paymentIntent.id);
  paymentIntent.next_action = null;
  const { decline } = findTestCard(card.number);
  if (!passed) return failAuthentication(scope, paymentIntent, card);
  if (decline !== undefined) recordDecline(scope, { paymentIntent, card, authenticated: true }, decline);
  else settle(scope, { paymentIntent, card, authenticated: true });
}

interface Settlement {
  paymentIntent: Stripe.PaymentIntent;
  card: StoredCard;
  authenticated: boolean;
}

function settle(scope: Scope, settlement: Settlement): Stripe.PaymentIntent {
  const { paymentIntent, card } = settlement;
  const { decline } = findTestCard(card.number);
  if (decline !== undefined) {
    const charge = recordDecline(scope, settlement, decline);
    throw cardError({ ...decline, charge: charge.id, paymentIntent, paymentMethod: card.object });
  }
  const charge = recordCharge(scope.store, settlement);
  card.spent = card.object.customer === null;
  paymentIntent.status = 'succeeded';
  paymentIntent.amount_received = paymentIntent.amount;
  scope.emit('charge.succeeded', charge);
  scope.emit('payment_intent.succeeded', paymentIntent);
  return paymentIntent;
}

function recordDecline(scope: Scope, settlement: Settlement, decline: Decline): Stripe.Charge {
  const { paymentIntent, card } = settlement;
  const charge = recordCharge(scope.store, { ...settlement, decline });
  askForAnotherCard(paymentIntent, {
    charge: charge.id,
    code: decline.code,
    ...(decline.declineCode === undefined ? {} : { decline_code: decline.declineCode }),
    doc_url: `https://docs.stripe.com/error-codes/${decline.code.replaceAll('_', '-')}`,
    message: decline.message,
    ...(decline.param === undefined ? {} : { param: decline.param }),
    payment_method: card.object,
    type: 'card_error',
  });
  scope.emit('charge.failed', charge);
  scope.emit('payment_intent.payment_failed', paymentIntent);
  return charge;
}

function failAuthentication(scope: Scope, paymentIntent: Stripe.PaymentIntent, card: StoredCard): void {
  askForAnotherCard(paymentIntent, {
    code: 'payment_intent_authentication_failure',
    doc_url: 'https://docs.stripe.com/error-codes/payment-intent-authentication-failure',
    message:
      'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
    payment_method: card.object,
    type: 'invalid_request_error',
  });
  scope.emit('payment_intent.payment_failed', paymentIntent);
}

function askForAnotherCard(
  paymentIntent: Stripe.PaymentIntent,
  error: Stripe.PaymentIntent.LastPaymentError,
): void {
  paymentIntent.status = 'requires_payment_method';
  paymentIntent.payment_method = null;
  paymentIntent.last_payment_error = error;
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

function currentCard(store: Store, paymentIntent: Stripe.PaymentIntent): StoredCard | undefined {
  const id = paymentIntent.payment_method;
  return typeof id === 'string' ? store.cards.get(id) : undefined;
}

function missingPaymentMethod(paymentIntent: Stripe.PaymentIntent) {
  return refusedByState({
    message:
      "You cannot confirm this PaymentIntent because it's missing a payment method. Update the PaymentIntent with a payment method and then confirm it again.",
    code: 'payment_intent_unexpected_state',
    paymentIntent,
  });
}
