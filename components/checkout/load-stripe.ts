import type { Stripe, StripeElementLocale } from '@stripe/stripe-js';
import { loadStripe } from '@stripe/stripe-js/pure';

interface StripeSource {
  /** Stripe's own address in production; never a copy of ours (docs.stripe.com/js/including). */
  readonly scriptUrl: string;
  readonly publishableKey: string;
  readonly locale: StripeElementLocale;
}

let script: Promise<void> | undefined;

/** Stripe.js from the configured address, added to the page once. Rejects when it does not load. */
export async function loadStripeFrom({ scriptUrl, publishableKey, locale }: StripeSource): Promise<Stripe> {
  script ??= addScript(scriptUrl);
  await script;
  const stripe = await loadStripe(publishableKey, { locale });
  if (stripe === null) throw new Error('Stripe.js needs a browser');
  return stripe;
}

function addScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const element = document.createElement('script');
    element.src = url;
    element.addEventListener('load', () => resolve());
    element.addEventListener('error', () => reject(new Error('Stripe.js did not load')));
    document.head.append(element);
  });
}
