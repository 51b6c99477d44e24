import Stripe from 'stripe';
import {
  control,
  noRedirect,
  openVoucher,
  pay,
  refusal,
  sale,
  secretKey,
  startRig,
  type Rig,
} from '../test-rig';

export interface WatchedRig extends Rig {
  /** The body of every API answer so far, refusals too. */
  answers: unknown[];
}

/** A fresh twin and the official SDK connected to it, with a copy of all that it answers. */
export async function startWatchedRig(): Promise<WatchedRig> {
  const rig = await startRig();
  const answers: unknown[] = [];
  const watch: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    answers.push(await response.clone().json());
    return response;
  };
  const stripe = new Stripe(secretKey, {
    host: '127.0.0.1',
    port: Number(new URL(rig.url).port),
    protocol: 'http',
    telemetry: false,
    maxNetworkRetries: 0,
    httpClient: Stripe.createFetchHttpClient(watch),
  });
  return { ...rig, stripe, answers };
}

/** What a payment may live through, by name: each ends with everything there is to read about it. */
export const lives: Record<string, (rig: WatchedRig) => Promise<void>> = {
  'a card, paid for a customer': async (rig) => {
    const customer = await rig.stripe.customers.create({ email: 'a@example.test', name: '山田' });
    const open = await rig.stripe.paymentIntents.create({ ...sale, ...noRedirect, customer: customer.id });
    await rig.stripe.paymentIntents.update(open.id, { description: 'ORD-1' });
    await rig.stripe.paymentIntents.confirm(open.id, { payment_method: 'pm_card_visa' });
    await rig.stripe.paymentIntents.list({ customer: customer.id });
    await readAll(rig, open.id);
  },
  'a card, declined and refused': async (rig) => {
    const declined = await refusal(pay(rig, 'pm_card_visa_chargeDeclinedInsufficientFunds'));
    const id = declined.payment_intent?.id ?? '';
    await refusal(rig.stripe.refunds.create({ payment_intent: id }));
    await readAll(rig, id);
  },
  'a 3-D Secure challenge, passed and failed, in a dialog and by redirect': async (rig) => {
    const inDialog = await pay(rig, 'pm_card_threeDSecure2Required');
    const sdk = inDialog.next_action?.use_stripe_sdk ?? {};
    await answerPage('stripe_js' in sdk ? String(sdk.stripe_js) : '', 'fail');
    const confirm = { payment_method: 'pm_card_threeDSecure2Required', return_url: 'https://shop.test/' };
    const again = await rig.stripe.paymentIntents.confirm(inDialog.id, confirm);
    await answerPage(again.next_action?.redirect_to_url?.url, 'complete');
    await readAll(rig, inDialog.id);
  },
  'a konbini voucher, paid and refunded': async (rig) => {
    const { id } = await openVoucher(rig);
    await control(rig, 'payments', { payment_intent: id, act: 'pay_voucher' });
    const refund = await rig.stripe.refunds.create({ payment_intent: id, amount: 500 });
    await control(rig, 'refunds', { refund: refund.id, act: 'provide_bank_details' });
    await control(rig, 'refunds', { refund: refund.id, act: 'succeed' });
    const other = await rig.stripe.refunds.create({ payment_intent: id });
    await rig.stripe.refunds.cancel(other.id);
    await readAll(rig, id);
  },
  'a konbini voucher, expired': async (rig) => {
    const { id } = await openVoucher(rig, { expires_after_days: 1 });
    await control(rig, 'payments', { payment_intent: id, act: 'expire_voucher' });
    await readAll(rig, id);
  },
  'PayPay, refused, then accepted and refunded': async (rig) => {
    const { id } = await rig.stripe.paymentIntents.create({
      ...sale,
      allowed_payment_method_types: ['card', 'paypay'],
    });
    for (const outcome of ['refuse', 'accept']) {
      const visit = await rig.stripe.paymentIntents.confirm(id, {
        payment_method_data: { type: 'paypay' },
        return_url: 'https://shop.test/',
      });
      await answerPage(visit.next_action?.redirect_to_url?.url, outcome);
    }
    await rig.stripe.refunds.create({ payment_intent: id, reason: 'requested_by_customer' });
    await readAll(rig, id);
  },
  'card refunds that are slow or fail': async (rig) => {
    const slow = await pay(rig, 'pm_card_pendingRefund');
    const pending = await rig.stripe.refunds.create({
      payment_intent: slow.id,
      metadata: { refund_id: 'r1' },
    });
    await readAll(rig, slow.id);
    await control(rig, 'refunds', { refund: pending.id, act: 'fail' });
    await readAll(rig, slow.id);
  },
  'disputes, won and lost': async (rig) => {
    const lost = await pay(rig, 'pm_card_createDispute');
    await control(rig, 'disputes', { payment_intent: lost.id, act: 'lose' });
    await readAll(rig, lost.id);
    const won = await pay(rig, 'pm_card_visa');
    await control(rig, 'disputes', { payment_intent: won.id, act: 'open', reason: 'duplicate' });
    await readAll(rig, won.id);
    await control(rig, 'disputes', { payment_intent: won.id, act: 'win' });
    await readAll(rig, won.id);
  },
  'an early fraud warning': async (rig) => {
    const { id } = await pay(rig, 'pm_card_createIssuerFraudRecord');
    await rig.stripe.refunds.create({ payment_intent: id });
    await readAll(rig, id);
  },
  'a cancel, and a confirm after it': async (rig) => {
    const { id } = await rig.stripe.paymentIntents.create(sale);
    await rig.stripe.paymentIntents.cancel(id, { cancellation_reason: 'abandoned' });
    await refusal(
      rig.stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa', return_url: 'https://a.test' }),
    );
    await readAll(rig, id);
  },
};

async function readAll({ stripe }: WatchedRig, id: string): Promise<void> {
  await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge', 'payment_method', 'customer'] });
  await stripe.refunds.list({ payment_intent: id, expand: ['data.charge', 'data.payment_intent'] });
  await stripe.disputes.list({ payment_intent: id });
  await stripe.radar.earlyFraudWarnings.list({ payment_intent: id });
  await stripe.events.list({ limit: 100 });
}

async function answerPage(url: string | null | undefined, outcome: string): Promise<void> {
  await fetch(url ?? '', { method: 'POST', body: new URLSearchParams({ outcome }), redirect: 'manual' });
}
