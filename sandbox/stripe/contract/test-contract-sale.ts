import type Stripe from 'stripe';
import type { ContractTarget } from './contract-target';

/** A sale as the product makes it, by card. */
export const cardSale = {
  amount: 3500,
  currency: 'jpy',
  allowed_payment_method_types: ['card'],
} satisfies Stripe.PaymentIntentCreateParams;

/** Where Stripe may lead the buyer back to. */
export const returnUrl = 'https://stagedoor.example/orders';

/** A fresh PaymentIntent of the sale. */
export function begin({ stripe }: ContractTarget): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create(cardSale);
}

/** The sale paid or tried with a test token. */
export async function payWith(target: ContractTarget, card: string): Promise<Stripe.PaymentIntent> {
  const { id } = await begin(target);
  return confirmWith(target, id, card);
}

export function confirmWith(
  { stripe }: ContractTarget,
  id: string,
  card: string,
): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.confirm(id, { payment_method: card, return_url: returnUrl });
}
