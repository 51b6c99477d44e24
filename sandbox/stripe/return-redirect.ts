import type Stripe from 'stripe';
import type { Page } from './html-page';

/** Leads the buyer back to the seller with the parameters Stripe appends; none of them proves a payment. */
export function redirectBack(returnUrl: string, paymentIntent: Stripe.PaymentIntent): Page {
  const url = new URL(returnUrl);
  url.searchParams.set('payment_intent', paymentIntent.id);
  url.searchParams.set('payment_intent_client_secret', paymentIntent.client_secret ?? '');
  url.searchParams.set('redirect_status', paymentIntent.status === 'succeeded' ? 'succeeded' : 'failed');
  return { status: 303, headers: { location: url.href, 'cache-control': 'no-store' }, body: '' };
}
