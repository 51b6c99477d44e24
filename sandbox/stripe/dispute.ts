import type Stripe from 'stripe';
import { noSuch, refusedByState } from './api-error';
import { secondsNow } from './clock';
import { settleWarnings } from './fraud-warning';
import { newId, type Scope, type Store } from './store';

export const disputeReasons = [
  'bank_cannot_process',
  'credit_not_processed',
  'duplicate',
  'fraudulent',
  'general',
  'noncompliant',
  'product_not_received',
  'product_unacceptable',
  'subscription_canceled',
  'unrecognized',
] as const;

const secondsToRespond = 7 * 86_400;

/** The cardholder takes the unrefunded rest back. 400 when the charge is no paid card charge or was disputed before. */
export function openDispute(scope: Scope, charge: Stripe.Charge, reason: string): Stripe.Dispute {
  const isCard = charge.payment_method_details?.type === 'card';
  const rest = charge.amount - charge.amount_refunded;
  if (!isCard || charge.status !== 'succeeded' || charge.disputed || rest === 0) {
    throw refusedByState({ message: `Charge ${charge.id} cannot be disputed (again).` });
  }
  const dispute = buildDispute(scope.store, charge, reason);
  charge.disputed = true;
  scope.store.disputes.set(dispute.id, dispute);
  scope.emit('charge.dispute.created', dispute);
  moveFunds(scope, dispute, -rest);
  scope.emit('charge.dispute.funds_withdrawn', dispute);
  settleWarnings(scope, charge);
  return dispute;
}

/** The bank decides, or the seller accepts; `charge.disputed` stays true either way. 400 for one already closed. */
export function closeDispute(scope: Scope, dispute: Stripe.Dispute, status: 'won' | 'lost'): Stripe.Dispute {
  if (dispute.status !== 'needs_response') {
    throw refusedByState({ message: 'This dispute is already closed.' });
  }
  dispute.status = status;
  dispute.evidence_details.due_by = null;
  if (status === 'won') moveFunds(scope, dispute, dispute.amount);
  scope.emit('charge.dispute.closed', dispute);
  if (status === 'won') scope.emit('charge.dispute.funds_reinstated', dispute);
  return dispute;
}

/** The stored dispute, or 404. */
export function requireDispute(store: Store, id: string): Stripe.Dispute {
  const dispute = store.disputes.get(id);
  if (dispute === undefined) throw noSuch('dispute', id);
  return dispute;
}

/** The dispute about a charge, if there ever was one. */
export function findDispute(store: Store, charge: Stripe.Charge): Stripe.Dispute | undefined {
  return [...store.disputes.values()].find((dispute) => dispute.charge === charge.id);
}

function moveFunds({ store }: Scope, dispute: Stripe.Dispute, amount: number): void {
  const now = secondsNow(store.clock);
  dispute.balance_transactions.push({
    id: newId('txn'),
    object: 'balance_transaction',
    amount,
    available_on: now,
    balance_type: 'payments',
    created: now,
    currency: dispute.currency,
    description: `Chargeback ${amount < 0 ? 'withdrawal' : 'reversal'} for ${String(dispute.charge)}`,
    exchange_rate: null,
    fee: 0,
    fee_details: [],
    net: amount,
    reporting_category: amount < 0 ? 'dispute' : 'dispute_reversal',
    source: dispute.id,
    status: 'available',
    type: 'adjustment',
  });
}

function buildDispute({ clock }: Store, charge: Stripe.Charge, reason: string): Stripe.Dispute {
  const now = secondsNow(clock);
  const brand = charge.payment_method_details?.card?.brand ?? 'unknown';
  return {
    id: newId('du'),
    object: 'dispute',
    amount: charge.amount - charge.amount_refunded,
    balance_transactions: [],
    charge: charge.id,
    created: now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence(charge.billing_details),
    evidence_details: {
      due_by: now + secondsToRespond,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    network_reason_code: '10',
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: { brand, case_type: 'chargeback', network: brand, network_reason_code: '10' },
      type: 'card',
    },
    reason,
    status: 'needs_response',
  };
}

function noEvidence(billing: Stripe.Charge.BillingDetails): Stripe.Dispute.Evidence {
  return {
    access_activity_log: null,
    billing_address: null,
    cancellation_policy: null,
    cancellation_policy_disclosure: null,
    cancellation_rebuttal: null,
    customer_communication: null,
    customer_email_address: billing.email,
    customer_name: billing.name,
    customer_purchase_ip: null,
    customer_signature: null,
    duplicate_charge_documentation: null,
    duplicate_charge_explanation: null,
    duplicate_charge_id: null,
    enhanced_evidence: {},
    product_description: null,
    receipt: null,
    refund_policy: null,
    refund_policy_disclosure: null,
    refund_refusal_explanation: null,
    service_date: null,
    service_documentation: null,
    shipping_address: null,
    shipping_carrier: null,
    shipping_date: null,
    shipping_documentation: null,
    shipping_tracking_number: null,
    uncategorized_file: null,
    uncategorized_text: null,
  };
}
