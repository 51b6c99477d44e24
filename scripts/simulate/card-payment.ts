import Stripe from 'stripe';
import type { StripeTwin } from './stripe-twin';

/** What becomes of the buyer's try to pay. */
export type CardPlan = 'paid' | 'declined' | '3ds_passed' | '3ds_failed' | '3ds_abandoned';

const tokens: Readonly<Record<CardPlan, string>> = {
  paid: 'pm_card_visa',
  declined: 'pm_card_visa_chargeDeclined',
  '3ds_passed': 'pm_card_threeDSecure2Required',
  '3ds_failed': 'pm_card_threeDSecure2Required',
  '3ds_abandoned': 'pm_card_threeDSecure2Required',
};

/** What Stripe.js and the issuer's page do, straight between browser and Stripe. */
export async function payByCard(
  twin: StripeTwin,
  { clientSecret, card }: { clientSecret: string; card: CardPlan },
): Promise<string> {
  const id = clientSecret.slice(0, clientSecret.indexOf('_secret_'));
  try {
    const intent = await twin.sdk.paymentIntents.confirm(id, {
      payment_method: tokens[card],
      return_url: 'http://localhost:3000/orders',
    });
    const challenge = intent.next_action?.redirect_to_url?.url;
    if (typeof challenge !== 'string' || card === '3ds_abandoned') return `${id} ${intent.status}`;
    await fetch(challenge, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ outcome: card === '3ds_passed' ? 'complete' : 'fail' }),
    });
    return `${id} challenge ${card}`;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return `${id} ${error.code ?? error.message}`;
    throw error;
  }
}
