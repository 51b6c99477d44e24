import type { Buyer } from './shop';

/** The PaymentIntent whose secret the buyer's page has. */
export function intentOf({ clientSecret }: Buyer): string | undefined {
  return clientSecret?.slice(0, clientSecret.indexOf('_secret_'));
}

/** As `intentOf`; throws when the page has none. */
export function requireIntent(buyer: Buyer): string {
  const id = intentOf(buyer);
  if (id === undefined) throw new Error(`${buyer.name} has no payment.`);
  return id;
}
