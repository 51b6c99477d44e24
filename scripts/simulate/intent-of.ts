import type { Buyer } from './shop';

/** The PaymentIntent whose secret the buyer's page has. */
export function intentOf({ clientSecret }: Buyer): string | undefined {
  return clientSecret?.slice(0, clientSecret.indexOf('_secret_'));
}
