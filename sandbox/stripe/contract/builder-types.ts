import type Stripe from 'stripe';
import type { buildCard } from '../card-method';
import type { recordCharge } from '../charge';
import type { confirmPaymentIntent } from '../confirm';
import type { createCustomer } from '../customer';
import type { closeDispute, openDispute } from '../dispute';
import type { buildEvent } from '../events';
import type { warnOfFraud } from '../fraud-warning';
import type { openVoucher } from '../konbini';
import type { cancelPaymentIntent, createPaymentIntent, updatePaymentIntent } from '../payment-intent';
import type { openPayPayVisit } from '../paypay';
import type { createRefund } from '../refund';
import type { cancelRefund } from '../refund-progress';
import type { takeMoney } from '../settle';
import type { Store, StoredMethod } from '../store';
import type { AnswerTypes } from './answer-types';

/** `true` for one and the same type only: neither a wider one nor `any` passes. */
type Same<One, Other> =
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;

type Builds<Build extends (...given: never) => unknown, Name extends keyof AnswerTypes> = Same<
  ReturnType<Build>,
  AnswerTypes[Name]
>;

type Keeps<Name extends keyof Store, Item> = Same<Store[Name], Map<string, Item>>;

/** Compiles only while the twin builds and keeps the SDK's own types, so that tsc sees every key and text it sets. */
export const proofs: {
  createPaymentIntent: Builds<typeof createPaymentIntent, 'payment_intent'>;
  updatePaymentIntent: Builds<typeof updatePaymentIntent, 'payment_intent'>;
  confirmPaymentIntent: Builds<typeof confirmPaymentIntent, 'payment_intent'>;
  cancelPaymentIntent: Builds<typeof cancelPaymentIntent, 'payment_intent'>;
  openVoucher: Builds<typeof openVoucher, 'payment_intent'>;
  openPayPayVisit: Builds<typeof openPayPayVisit, 'payment_intent'>;
  takeMoney: Builds<typeof takeMoney, 'payment_intent'>;
  recordCharge: Builds<typeof recordCharge, 'charge'>;
  createRefund: Builds<typeof createRefund, 'refund'>;
  cancelRefund: Builds<typeof cancelRefund, 'refund'>;
  openDispute: Builds<typeof openDispute, 'dispute'>;
  closeDispute: Builds<typeof closeDispute, 'dispute'>;
  buildEvent: Builds<typeof buildEvent, 'event'>;
  createCustomer: Builds<typeof createCustomer, 'customer'>;
  warnOfFraud: Builds<typeof warnOfFraud, 'radar.early_fraud_warning'>;
  buildCard: Same<ReturnType<typeof buildCard>, Stripe.PaymentMethod.Card>;
  storedMethod: Same<StoredMethod['object'], AnswerTypes['payment_method']>;
  paymentIntents: Keeps<'paymentIntents', AnswerTypes['payment_intent']>;
  charges: Keeps<'charges', AnswerTypes['charge']>;
  refunds: Keeps<'refunds', AnswerTypes['refund']>;
  disputes: Keeps<'disputes', AnswerTypes['dispute']>;
  warnings: Keeps<'warnings', AnswerTypes['radar.early_fraud_warning']>;
  customers: Keeps<'customers', AnswerTypes['customer']>;
  events: Keeps<'events', AnswerTypes['event']>;
} = {
  createPaymentIntent: true,
  updatePaymentIntent: true,
  confirmPaymentIntent: true,
  cancelPaymentIntent: true,
  openVoucher: true,
  openPayPayVisit: true,
  takeMoney: true,
  recordCharge: true,
  createRefund: true,
  cancelRefund: true,
  openDispute: true,
  closeDispute: true,
  buildEvent: true,
  createCustomer: true,
  warnOfFraud: true,
  buildCard: true,
  storedMethod: true,
  paymentIntents: true,
  charges: true,
  refunds: true,
  disputes: true,
  warnings: true,
  customers: true,
  events: true,
};
