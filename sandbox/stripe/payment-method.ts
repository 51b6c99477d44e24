import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { type ApiError, cardError, invalidParameter, noSuch, notImitated, refusedByState } from './api-error';
import { findTestCard, findTokenNumber, isCardNumber } from './cards';
import type { FormObject } from './form';
import type { KeyKind } from './key-kind';
import { readHash, readString } from './request-params';
import { newId, secondsNow, type Store, type StoredCard } from './store';

interface CardEntry {
  number: string;
  expiryMonth: number;
  expiryYear: number;
  billing?: FormObject | undefined;
}

/**
 * The card that a create, update or confirm names, stored; undefined when it names none.
 * Throws 402 for a card Stripe would not tokenize, 400 for an unknown or spent PaymentMethod.
 */
export function readPaymentMethod(store: Store, params: FormObject, key: KeyKind): StoredCard | undefined {
  const id = readString(params, 'payment_method');
  if (id !== undefined) return findNamed(store, id);
  const sent = readHash(params, 'payment_method_data');
  if (sent === undefined) return undefined;
  if (readString(sent, 'type') !== 'card') {
    throw notImitated(`The payment method type \`${readString(sent, 'type')}\``, 'payment_method_data[type]');
  }
  if (key === 'secret') throw rawCardRefused();
  return keep(store, readCardEntry(sent));
}

function findNamed(store: Store, id: string): StoredCard {
  const number = findTokenNumber(id);
  if (number !== undefined) {
    return keep(store, { number, expiryMonth: 12, expiryYear: new Date().getFullYear() + 5 });
  }
  const card = store.cards.get(id);
  if (card === undefined) throw noSuch('PaymentMethod', id, 'payment_method');
  if (card.spent) {
    throw refusedByState({
      message:
        'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, and may not be used again.',
      param: 'payment_method',
    });
  }
  return card;
}

function readCardEntry(sent: FormObject): CardEntry {
  const card = readHash(sent, 'card') ?? {};
  const number = (readString(card, 'number') ?? '').replaceAll(' ', '');
  if (!isCardNumber(number))
    throw refusedCard('incorrect_number', 'number', 'Your card number is incorrect.');
  const expiryMonth = Number(readString(card, 'exp_month'));
  const expiryYear = Number(readString(card, 'exp_year'));
  if (!(expiryMonth >= 1 && expiryMonth <= 12)) {
    throw refusedCard('invalid_expiry_month', 'exp_month', "Your card's expiration month is invalid.");
  }
  const now = new Date();
  if (!(expiryYear * 12 + expiryMonth >= now.getFullYear() * 12 + now.getMonth() + 1)) {
    throw refusedCard('invalid_expiry_year', 'exp_year', "Your card's expiration year is invalid.");
  }
  const digits = findTestCard(number).brand === 'amex' ? 4 : 3;
  if (!new RegExp(`^\\d{${digits}}$`).test(readString(card, 'cvc') ?? '')) {
    throw refusedCard('invalid_cvc', 'cvc', "Your card's security code is invalid.");
  }
  return { number, expiryMonth, expiryYear, billing: readHash(sent, 'billing_details') };
}

function keep(store: Store, entry: CardEntry): StoredCard {
  const card: StoredCard = { object: buildPaymentMethod(entry), number: entry.number, spent: false };
  store.cards.set(card.object.id, card);
  return card;
}

function buildPaymentMethod(entry: CardEntry): Stripe.PaymentMethod {
  const billing = entry.billing ?? {};
  return {
    id: newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: {
      address: null,
      email: readString(billing, 'email') ?? null,
      name: readString(billing, 'name') ?? null,
      phone: readString(billing, 'phone') ?? null,
      tax_id: null,
    },
    card: buildCard(entry),
    created: secondsNow(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  };
}

function buildCard({ number, expiryMonth, expiryYear }: CardEntry): Stripe.PaymentMethod.Card {
  const { brand } = findTestCard(number);
  return {
    brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: brand === 'jcb' ? 'JP' : 'US',
    display_brand: brand,
    exp_month: expiryMonth,
    exp_year: expiryYear,
    fingerprint: createHash('sha256').update(number).digest('hex').slice(0, 16),
    funding: 'credit',
    generated_from: null,
    last4: number.slice(-4),
    networks: { available: [brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  };
}

function refusedCard(code: string, param: string, message: string): ApiError {
  return cardError({ code, param, message });
}

function rawCardRefused(): ApiError {
  return invalidParameter({
    message:
      'Sending credit card numbers directly to the Stripe API is generally unsafe. Use a test token such as pm_card_visa.',
    status: 402,
  });
}
