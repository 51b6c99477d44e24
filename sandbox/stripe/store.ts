import { randomBytes } from 'node:crypto';
import type Stripe from 'stripe';
import { createClock, type Clock } from './clock';

interface StoredBase {
  object: Stripe.PaymentMethod;
  /** A method without a customer pays once; Stripe refuses it afterwards. */
  spent: boolean;
}

export interface StoredCard extends StoredBase {
  kind: 'card';
  number: string;
}

export interface StoredBuyerAction extends StoredBase {
  kind: 'konbini' | 'paypay';
}

export type StoredMethod = StoredCard | StoredBuyerAction;

export interface Challenge {
  id: string;
  paymentIntentId: string;
  /** Absent when Stripe.js shows the challenge in a dialog; then no redirect follows. */
  returnUrl?: string;
}

export interface Voucher {
  id: string;
  paymentIntentId: string;
  state: 'open' | 'paid' | 'expired' | 'canceled';
  amount: number;
  currency: string;
  details: Stripe.PaymentIntent.NextAction.KonbiniDisplayDetails;
}

export interface PayPayVisit {
  id: string;
  paymentIntentId: string;
  returnUrl: string;
}

/** Everything the twin remembers. It lives in memory and ends with the process. */
export interface Store {
  clock: Clock;
  paymentIntents: Map<string, Stripe.PaymentIntent>;
  charges: Map<string, Stripe.Charge>;
  refunds: Map<string, Stripe.Refund>;
  disputes: Map<string, Stripe.Dispute>;
  warnings: Map<string, Stripe.Radar.EarlyFraudWarning>;
  customers: Map<string, Stripe.Customer>;
  methods: Map<string, StoredMethod>;
  vouchers: Map<string, Voucher>;
  /** By PaymentIntent id: the one challenge, voucher or PayPay visit that still counts. */
  openChallenges: Map<string, Challenge>;
  openVouchers: Map<string, Voucher>;
  openVisits: Map<string, PayPayVisit>;
  /** Refunds that wait for the buyer's bank details. */
  waitingRefunds: Set<Stripe.Refund>;
  events: Map<string, Stripe.EventBase>;
}

/** What code that acts for one request may touch. */
export interface Scope {
  store: Store;
  /** The twin's own origin, no trailing slash. */
  baseUrl: string;
  /** `previous` holds the old values of what an `*.updated` event changed. */
  emit(type: Stripe.Event.Type, object: object, previous?: object): void;
}

/** A store without a single object. */
export function createStore(): Store {
  return {
    clock: createClock(),
    paymentIntents: new Map(),
    charges: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    warnings: new Map(),
    customers: new Map(),
    methods: new Map(),
    vouchers: new Map(),
    openChallenges: new Map(),
    openVouchers: new Map(),
    openVisits: new Map(),
    waitingRefunds: new Set(),
    events: new Map(),
  };
}

/** Makes every unfinished way to pay this PaymentIntent void: nothing can take money through it any more. */
export function voidOpenAttempts(store: Store, paymentIntentId: string): void {
  store.openChallenges.delete(paymentIntentId);
  store.openVisits.delete(paymentIntentId);
  const voucher = store.openVouchers.get(paymentIntentId);
  if (voucher !== undefined) voucher.state = 'canceled';
  store.openVouchers.delete(paymentIntentId);
}

/** An unguessable Stripe-like id, `prefix_` and letters or digits. */
export function newId(prefix: string, length = 24): string {
  const letters = randomBytes(length * 2)
    .toString('base64')
    .replace(/[+/=]/g, '');
  return `${prefix}_${letters.slice(0, length)}`;
}

/** A string of random decimal digits. */
export function randomDigits(length: number): string {
  return [...randomBytes(length)].map((byte) => byte % 10).join('');
}
