import type Stripe from 'stripe';
import { z } from 'zod';
import { refusedByState } from './api-error';
import { convenienceStores } from './convenience-store';
import { closeDispute, disputeReasons, findDispute, openDispute } from './dispute';
import { warnOfFraud } from './fraud-warning';
import { expireVoucher, payVoucher } from './konbini';
import { requirePaymentIntent } from './payment-intent';
import { requireRefund } from './refund';
import { failRefund, provideBankDetails, succeedRefund } from './refund-progress';
import { createScope, type Twin } from './twin';

export const paymentAct = z.strictObject({
  payment_intent: z.string(),
  act: z.enum(['pay_voucher', 'expire_voucher']),
  /** Where it is paid. */
  store: z.enum(convenienceStores).default('familymart'),
});

export const refundAct = z.strictObject({
  refund: z.string(),
  act: z.enum(['provide_bank_details', 'succeed', 'fail']),
});

export const disputeAct = z.strictObject({
  payment_intent: z.string(),
  act: z.enum(['open', 'win', 'lose']),
  reason: z.enum(disputeReasons).default('fraudulent'),
});

export const warningAct = z.strictObject({
  payment_intent: z.string(),
  fraud_type: z
    .enum([
      'card_never_received',
      'fraudulent_card_application',
      'made_with_counterfeit_card',
      'made_with_lost_card',
      'made_with_stolen_card',
      'misc',
      'unauthorized_use_of_card',
    ])
    .default('misc'),
});

/** The buyer at the till, or the deadline ahead of its time. */
export function actOnPayment(twin: Twin, wanted: z.infer<typeof paymentAct>): object {
  const scope = createScope(twin);
  const paymentIntent = requirePaymentIntent(twin.store, wanted.payment_intent);
  if (wanted.act === 'pay_voucher') payVoucher(scope, paymentIntent, wanted.store);
  else expireVoucher(scope, paymentIntent);
  return paymentIntent;
}

/** The buyer's bank details, and the bank's answer to a refund. */
export function actOnRefund(twin: Twin, { refund: id, act }: z.infer<typeof refundAct>): object {
  const scope = createScope(twin);
  const refund = requireRefund(twin.store, id);
  switch (act) {
    case 'provide_bank_details':
      return provideBankDetails(scope, refund);
    case 'succeed':
      return succeedRefund(scope, refund);
    case 'fail':
      return failRefund(scope, refund);
  }
}

/** The cardholder's complaint, and the bank's verdict. */
export function actOnDispute(twin: Twin, wanted: z.infer<typeof disputeAct>): object {
  const scope = createScope(twin);
  const charge = requirePaidCharge(twin, wanted.payment_intent);
  if (wanted.act === 'open') return openDispute(scope, charge, wanted.reason);
  const dispute = findDispute(twin.store, charge);
  if (dispute === undefined) throw refusedByState({ message: `Charge ${charge.id} is not disputed.` });
  return closeDispute(scope, dispute, wanted.act === 'win' ? 'won' : 'lost');
}

/** The issuer's suspicion. */
export function warnOfPayment(twin: Twin, wanted: z.infer<typeof warningAct>): object {
  const charge = requirePaidCharge(twin, wanted.payment_intent);
  if (charge.payment_method_details?.type !== 'card') {
    throw refusedByState({ message: 'Only card payments get early fraud warnings.' });
  }
  return warnOfFraud(createScope(twin), charge, wanted.fraud_type);
}

function requirePaidCharge({ store }: Twin, paymentIntentId: string): Stripe.Charge {
  const { latest_charge: id } = requirePaymentIntent(store, paymentIntentId);
  const charge = typeof id === 'string' ? store.charges.get(id) : undefined;
  if (charge?.status === 'succeeded') return charge;
  throw refusedByState({ message: `PaymentIntent ${paymentIntentId} has no successful charge.` });
}
