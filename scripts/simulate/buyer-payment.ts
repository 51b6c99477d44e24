import Stripe from 'stripe';
import type { StripeTwin } from './stripe-twin';

/** What becomes of the buyer's try to pay. */
export type PaymentPlan = keyof typeof plans;

interface Plan {
  /** A test card of the twin (sandbox/stripe/README.md), or another method. */
  readonly with: `pm_card_${string}` | 'konbini' | 'paypay';
  /** What the buyer does on the issuer's or PayPay's page; absent: closes it. */
  readonly then?: 'complete' | 'fail' | 'accept' | 'refuse';
}

const plans = {
  paid: { with: 'pm_card_visa' },
  declined: { with: 'pm_card_visa_chargeDeclined' },
  '3ds_passed': { with: 'pm_card_threeDSecure2Required', then: 'complete' },
  '3ds_failed': { with: 'pm_card_threeDSecure2Required', then: 'fail' },
  '3ds_abandoned': { with: 'pm_card_threeDSecure2Required' },
  paid_then_disputed: { with: 'pm_card_createDispute' },
  paid_then_warned: { with: 'pm_card_createIssuerFraudRecord' },
  paid_refund_waits: { with: 'pm_card_pendingRefund' },
  paid_refund_fails: { with: 'pm_card_refundFail' },
  voucher: { with: 'konbini' },
  paypay_accepted: { with: 'paypay', then: 'accept' },
  paypay_refused: { with: 'paypay', then: 'refuse' },
  paypay_abandoned: { with: 'paypay' },
} as const satisfies Readonly<Record<string, Plan>>;

const returnUrl = 'http://localhost:3000/orders';
const buyer = { name: '山田 花子', email: 'hanako@example.jp' };

/** What Stripe.js and the pages of issuer and PayPay do, straight between browser and Stripe. */
export async function payWith(
  twin: StripeTwin,
  { clientSecret, plan: name }: { clientSecret: string; plan: PaymentPlan },
): Promise<string> {
  const id = clientSecret.slice(0, clientSecret.indexOf('_secret_'));
  const plan: Plan = plans[name];
  try {
    const intent = await twin.sdk.paymentIntents.confirm(id, { ...methodOf(plan), return_url: returnUrl });
    const page = intent.next_action?.redirect_to_url?.url;
    if (typeof page !== 'string' || plan.then === undefined) return `${id} ${name}: ${intent.status}`;
    await fetch(page, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ outcome: plan.then }),
    });
    return `${id} ${name}`;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return `${id} ${name}: ${error.code ?? error.message}`;
    throw error;
  }
}

function methodOf(plan: Plan): Stripe.PaymentIntentConfirmParams {
  if (plan.with === 'konbini' || plan.with === 'paypay') {
    return { payment_method_data: { type: plan.with, billing_details: buyer } };
  }
  return { payment_method: plan.with };
}
