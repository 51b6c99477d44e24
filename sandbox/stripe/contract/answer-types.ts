import type Stripe from 'stripe';

/** What the twin answers, by the name in `object`, as the SDK declares it. `record-keys.ts` reads it with tsc. */
export interface AnswerTypes {
  payment_intent: Stripe.PaymentIntent;
  charge: Stripe.Charge;
  refund: Stripe.Refund;
  dispute: Stripe.Dispute;
  balance_transaction: Stripe.BalanceTransaction;
  event: Stripe.EventBase;
  customer: Stripe.Customer;
  payment_method: Stripe.PaymentMethod;
  'radar.early_fraud_warning': Stripe.Radar.EarlyFraudWarning;
}

/** The objects inside them that have a key set of their own. */
export const nestedPaths = [
  'payment_intent.amount_details',
  'payment_intent.amount_details.tip',
  'payment_intent.automatic_payment_methods',
  'payment_intent.last_payment_error',
  'payment_intent.next_action',
  'payment_intent.next_action.konbini_display_details',
  'payment_intent.next_action.konbini_display_details.stores',
  'payment_intent.next_action.konbini_display_details.stores.familymart',
  'payment_intent.next_action.konbini_display_details.stores.lawson',
  'payment_intent.next_action.konbini_display_details.stores.ministop',
  'payment_intent.next_action.konbini_display_details.stores.seicomart',
  'payment_intent.next_action.redirect_to_url',
  'payment_intent.payment_method_options',
  'payment_intent.payment_method_options.card',
  'payment_intent.payment_method_options.konbini',
  'payment_intent.payment_method_options.paypay',
  'charge.billing_details',
  'charge.fraud_details',
  'charge.outcome',
  'charge.payment_method_details',
  'charge.payment_method_details.card',
  'charge.payment_method_details.card.checks',
  'charge.payment_method_details.card.extended_authorization',
  'charge.payment_method_details.card.incremental_authorization',
  'charge.payment_method_details.card.multicapture',
  'charge.payment_method_details.card.network_token',
  'charge.payment_method_details.card.overcapture',
  'charge.payment_method_details.card.three_d_secure',
  'charge.payment_method_details.konbini',
  'charge.payment_method_details.konbini.store',
  'charge.payment_method_details.paypay',
  'refund.destination_details',
  'refund.destination_details.card',
  'refund.destination_details.jp_bank_transfer',
  'refund.next_action',
  'refund.next_action.display_details',
  'refund.next_action.display_details.email_sent',
  'dispute.evidence',
  'dispute.evidence.enhanced_evidence',
  'dispute.evidence_details',
  'dispute.evidence_details.enhanced_eligibility',
  'dispute.payment_method_details',
  'dispute.payment_method_details.card',
  'event.data',
  'event.request',
  'customer.invoice_settings',
  'payment_method.billing_details',
  'payment_method.card',
  'payment_method.card.checks',
  'payment_method.card.networks',
  'payment_method.card.three_d_secure_usage',
  'payment_method.konbini',
  'payment_method.paypay',
] as const;
