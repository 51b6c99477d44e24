import type Stripe from 'stripe';
import type { Money } from '@/lib/domain/money';
import type { RefundState } from '@/lib/domain/order';
import { type PaymentMethod, paymentMethods, type Voucher } from '@/lib/domain/payment-method';
import { askStripe, checked, isLiveMode, stripeFault } from '@/lib/stripe/client';

/** What our rules need of a payment, read again from Stripe each time. */
export interface PaymentFacts {
  readonly id: string;
  readonly status: string;
  readonly orderId: string | undefined;
  readonly received: Money;
  readonly failureCode: string | undefined;
  readonly method: PaymentMethod | undefined;
  /** The konbini voucher that is open now. */
  readonly voucher: Voucher | undefined;
  readonly charge: ChargeFacts | undefined;
  readonly refunds: readonly RefundFacts[];
  readonly disputes: readonly DisputeFacts[];
  readonly isOurMode: boolean;
}

export interface ChargeFacts {
  readonly id: string;
  readonly cardBrand: string | undefined;
  readonly cardLast4: string | undefined;
}

export interface RefundFacts {
  readonly id: string;
  /** Our own row, when the refund was made by us. */
  readonly refundId: string | undefined;
  readonly amountMinor: number;
  readonly state: RefundState;
}

export interface DisputeFacts {
  readonly id: string;
  /** `inquiry`: no money has moved, and none will without a real dispute. */
  readonly state: 'open' | 'won' | 'lost' | 'inquiry';
  readonly reason: string;
  readonly amountMinor: number;
}

/** What we remember of a payment, so that it is asked about even when the charge no longer hints at it. */
export interface Remembered {
  readonly refunds: boolean;
  readonly disputes: boolean;
}

/** The truth about a PaymentIntent, asked anew. Throws Fault when Stripe does not answer it. */
export async function readPayment(id: string, remembered: Remembered): Promise<PaymentFacts> {
  try {
    const intent = checked(
      await askStripe((stripe) => stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] })),
      'payment_intent',
      id,
    );
    const charge = typeof intent.latest_charge === 'string' ? null : intent.latest_charge;
    const hasRefunds = remembered.refunds || (charge?.amount_refunded ?? 0) > 0;
    const hasDisputes = remembered.disputes || charge?.disputed === true;
    return {
      ...intentFacts(intent),
      charge: charge === null ? undefined : chargeFacts(charge),
      method: methodOf(intent, charge),
      refunds: hasRefunds ? await listRefunds(id) : [],
      disputes: hasDisputes ? await listDisputes(id) : [],
      isOurMode: intent.livemode === (await isLiveMode()),
    };
  } catch (error) {
    throw stripeFault(error);
  }
}

/** All refunds of a payment, made by us or in the dashboard. */
async function listRefunds(paymentIntentId: string): Promise<readonly RefundFacts[]> {
  const page = await askStripe((stripe) =>
    stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 }),
  );
  return page.data.map(refundFacts);
}

/** A refund of Stripe's in our words. */
export function refundFacts(refund: Stripe.Refund): RefundFacts {
  return {
    id: checked(refund, 'refund').id,
    refundId: refund.metadata?.refund_id,
    amountMinor: refund.amount,
    state: refundState(refund.status),
  };
}

function refundState(status: string | null): RefundState {
  switch (status) {
    case 'succeeded':
    case 'requires_action':
    case 'failed':
      return status;
    case 'canceled':
      return 'failed';
    default:
      return 'pending';
  }
}

async function listDisputes(paymentIntentId: string): Promise<readonly DisputeFacts[]> {
  const page = await askStripe((stripe) =>
    stripe.disputes.list({ payment_intent: paymentIntentId, limit: 100 }),
  );
  return page.data.map((dispute) => ({
    id: checked(dispute, 'dispute').id,
    state: disputeState(dispute.status),
    reason: dispute.reason,
    amountMinor: dispute.amount,
  }));
}

/** Unknown states suspend: the money may be gone (docs.stripe.com/api/disputes/object). */
function disputeState(status: string): DisputeFacts['state'] {
  if (status === 'won' || status === 'lost') return status;
  return status.startsWith('warning_') || status === 'prevented' ? 'inquiry' : 'open';
}

function intentFacts(intent: Stripe.PaymentIntent) {
  return {
    id: intent.id,
    status: intent.status,
    orderId: intent.metadata.order_id,
    received: { amountMinor: intent.amount_received, currency: intent.currency.toUpperCase() },
    failureCode: intent.last_payment_error?.decline_code ?? intent.last_payment_error?.code,
    voucher: voucherOf(intent),
  };
}

function voucherOf(intent: Stripe.PaymentIntent): Voucher | undefined {
  const details = intent.next_action?.konbini_display_details;
  if (intent.status !== 'requires_action' || details === undefined) return undefined;
  const stores = Object.entries(details.stores).flatMap(([chain, store]) =>
    store === null || store === undefined
      ? []
      : [
          {
            chain,
            paymentCode: store.payment_code,
            ...(store.confirmation_number === undefined
              ? {}
              : { confirmationNumber: store.confirmation_number }),
          },
        ],
  );
  return {
    url: details.hosted_voucher_url ?? '',
    expiresAt: new Date(details.expires_at * 1000).toISOString(),
    stores,
  };
}

function methodOf(intent: Stripe.PaymentIntent, charge: Stripe.Charge | null): PaymentMethod | undefined {
  if (intent.next_action?.konbini_display_details !== undefined) return 'konbini';
  const refused = intent.status === 'succeeded' ? undefined : intent.last_payment_error?.payment_method?.type;
  // A wallet that was refused leaves no charge behind.
  const paidWith = refused === 'paypay' ? refused : charge?.payment_method_details?.type;
  return paymentMethods.find((method) => method === paidWith);
}

function chargeFacts(charge: Stripe.Charge): ChargeFacts {
  const card = charge.payment_method_details?.card;
  return { id: charge.id, cardBrand: card?.brand ?? undefined, cardLast4: card?.last4 ?? undefined };
}
