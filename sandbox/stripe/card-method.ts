import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { cardError, invalidParameter, type ApiError } from './api-error';
import { findTestCard, isCardNumber } from './cards';
import { monthsNow, type Clock } from './clock';
import type { FormObject } from './form';
import { readHash, readString } from './request-params';

export interface CardEntry {
  number: string;
  expiryMonth: number;
  expiryYear: number;
}

/** The card in `payment_method_data[card]`; 402 for one Stripe would not tokenize. */
export function readCardEntry(sent: FormObject, clock: Clock): CardEntry {
  const card = readHash(sent, 'card') ?? {};
  const number = (readString(card, 'number') ?? '').replaceAll(' ', '');
  if (!isCardNumber(number))
    throw refusedCard('incorrect_number', 'number', 'Your card number is incorrect.');
  const expiryMonth = Number(readString(card, 'exp_month'));
  const expiryYear = Number(readString(card, 'exp_year'));
  if (!(expiryMonth >= 1 && expiryMonth <= 12)) {
    throw refusedCard('invalid_expiry_month', 'exp_month', "Your card's expiration month is invalid.");
  }
  if (!(expiryYear * 12 + expiryMonth >= monthsNow(clock))) {
    throw refusedCard('invalid_expiry_year', 'exp_year', "Your card's expiration year is invalid.");
  }
  const digits = findTestCard(number).brand === 'amex' ? 4 : 3;
  if (!new RegExp(`^\\d{${digits}}$`).test(readString(card, 'cvc') ?? '')) {
    throw refusedCard('invalid_cvc', 'cvc', "Your card's security code is invalid.");
  }
  return { number, expiryMonth, expiryYear };
}

/** The card half of a PaymentMethod: of the number, only its last digits and a fingerprint. */
export function buildCard({ number, expiryMonth, expiryYear }: CardEntry): Stripe.PaymentMethod.Card {
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

/** Raw numbers come from Stripe.js alone. */
export function rawCardRefused(): ApiError {
  return invalidParameter({
    message:
      'Sending credit card numbers directly to the Stripe API is generally unsafe. Use a test token such as pm_card_visa.',
    status: 402,
  });
}

function refusedCard(code: string, param: string, message: string): ApiError {
  return cardError({ code, param, message });
}
