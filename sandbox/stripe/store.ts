import { randomBytes } from 'node:crypto';
import type Stripe from 'stripe';

export interface StoredCard {
  object: Stripe.PaymentMethod;
  number: string;
  /** A card without a customer pays once; Stripe refuses it afterwards. */
  spent: boolean;
}

export interface Challenge {
  id: string;
  paymentIntentId: string;
  /** Absent when Stripe.js shows the challenge in a dialog; then no redirect follows. */
  returnUrl?: string;
}

/** Everything the twin remembers. It lives in memory and ends with the process. */
export interface Store {
  paymentIntents: Map<string, Stripe.PaymentIntent>;
  charges: Map<string, Stripe.Charge>;
  refunds: Map<string, Stripe.Refund>;
  customers: Map<string, Stripe.Customer>;
  cards: Map<string, StoredCard>;
  /** By PaymentIntent id: the one challenge that still counts. */
  openChallenges: Map<string, Challenge>;
  events: Map<string, Stripe.EventBase>;
}

/** What code that acts for one request may touch. */
export interface Scope {
  store: Store;
  /** The twin's own origin, no trailing slash. */
  baseUrl: string;
  emit(type: Stripe.Event.Type, object: object): void;
}

/** A store without a single object. */
export function createStore(): Store {
  return {
    paymentIntents: new Map(),
    charges: new Map(),
    refunds: new Map(),
    customers: new Map(),
    cards: new Map(),
    openChallenges: new Map(),
    events: new Map(),
  };
}

/** An unguessable Stripe-like id, `prefix_` and letters or digits. */
export function newId(prefix: string, length = 24): string {
  const letters = randomBytes(length * 2)
    .toString('base64')
    .replace(/[+/=]/g, '');
  return `${prefix}_${letters.slice(0, length)}`;
}

/** Unix time in whole seconds. */
export function secondsNow(): number {
  return Math.floor(Date.now() / 1000);
}
