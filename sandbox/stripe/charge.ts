import { randomUUID } from 'node:crypto';
import type Stripe from 'stripe';
import type { Decline } from './cards';
import { secondsNow } from './clock';
import { newId, type Store, type StoredMethod } from './store';

export type ConvenienceStore = 'familymart' | 'lawson' | 'ministop' | 'seicomart';

interface Attempt {
  paymentIntent: Stripe.PaymentIntent;
  method: StoredMethod;
  /** Whether the cardholder passed a 3-D Secure challenge first. */
  authenticated: boolean;
  decline?: Decline | undefined;
  /** Where a konbini voucher was paid. */
  convenienceStore?: ConvenienceStore;
}

/** Stores one try to take the money, successful or declined, and makes it the PaymentIntent's latest. */
export function recordCharge(store: Store, attempt: Attempt): Stripe.Charge {
  const charge = buildCharge(attempt, secondsNow(store.clock));
  store.charges.set(charge.id, charge);
  attempt.paymentIntent.latest_charge = charge.id;
  return charge;
}

function buildCharge(attempt: Attempt, created: number): Stripe.Charge {
  const { paymentIntent, method, decline } = attempt;
  const paid = decline === undefined;
  return {
    // Stripe names charges of other methods than cards `py_…`.
    id: newId(method.kind === 'card' ? 'ch' : 'py'),
    object: 'charge',
    amount: paymentIntent.amount,
    amount_captured: paid ? paymentIntent.amount : 0,
    amount_refunded: 0,
    balance_transaction: paid ? newId('txn') : null,
    billing_details: method.object.billing_details,
    calculated_statement_descriptor: 'SANDBOX',
    captured: paid,
    created,
    currency: paymentIntent.currency,
    customer: paymentIntent.customer,
    description: paymentIntent.description,
    disputed: false,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    livemode: false,
    metadata: { ...paymentIntent.metadata },
    outcome: method.kind === 'card' ? buildOutcome(decline) : unscoredOutcome(),
    paid,
    payment_intent: paymentIntent.id,
    payment_method: method.object.id,
    payment_method_details: buildMethodDetails(attempt),
    receipt_email: paymentIntent.receipt_email,
    refunded: false,
    status: paid ? 'succeeded' : 'failed',
    ...untouchedFields(),
  };
}

function untouchedFields() {
  return {
    application: null,
    application_fee: null,
    application_fee_amount: null,
    failure_balance_transaction: null,
    fraud_details: {},
    on_behalf_of: null,
    receipt_number: null,
    receipt_url: null,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    transfer_data: null,
    transfer_group: null,
  };
}

function buildOutcome(decline: Decline | undefined): Stripe.Charge.Outcome {
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: decline === undefined ? 'approved_by_network' : 'declined_by_network',
    reason: decline === undefined ? null : (decline.declineCode ?? decline.code),
    risk_level: 'normal',
    risk_score: 12,
    seller_message:
      decline === undefined
        ? 'Payment complete.'
        : 'The bank did not return any further details with this decline.',
    type: decline === undefined ? 'authorized' : 'issuer_declined',
  };
}

function unscoredOutcome(): Stripe.Charge.Outcome {
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: 'approved_by_network',
    reason: null,
    risk_level: 'not_assessed',
    seller_message: 'Payment complete.',
    type: 'authorized',
  };
}

function buildMethodDetails(attempt: Attempt): Stripe.Charge.PaymentMethodDetails {
  const { kind, object } = attempt.method;
  switch (kind) {
    case 'konbini':
      return { type: kind, konbini: { store: { chain: attempt.convenienceStore ?? null } } };
    case 'paypay':
      return { type: kind, paypay: {} };
    case 'card':
      return object.card === undefined
        ? { type: kind }
        : { type: kind, card: buildCardDetails(attempt, object.card) };
  }
}

function buildCardDetails(
  attempt: Attempt,
  card: Stripe.PaymentMethod.Card,
): Stripe.Charge.PaymentMethodDetails.Card {
  return {
    amount_authorized: attempt.paymentIntent.amount,
    authorization_code: attempt.decline === undefined ? '123456' : null,
    brand: card.brand,
    checks: card.checks,
    country: card.country,
    electronic_commerce_indicator: null,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    extended_authorization: { status: 'disabled' },
    fingerprint: card.fingerprint ?? null,
    funding: card.funding,
    incremental_authorization: { status: 'unavailable' },
    installments: null,
    last4: card.last4,
    mandate: null,
    multicapture: { status: 'unavailable' },
    network: card.brand,
    network_token: { used: false },
    network_transaction_id: null,
    overcapture: { maximum_amount_capturable: attempt.paymentIntent.amount, status: 'unavailable' },
    regulated_status: card.regulated_status,
    three_d_secure: attempt.authenticated ? passedChallenge() : null,
    transaction_link_id: null,
    wallet: null,
  };
}

function passedChallenge(): Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure {
  return {
    authentication_flow: 'challenge',
    electronic_commerce_indicator: '05',
    exemption_indicator: null,
    result: 'authenticated',
    result_reason: null,
    transaction_id: randomUUID(),
    version: '2.2.0',
  };
}
