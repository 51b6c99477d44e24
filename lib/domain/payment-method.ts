/** How an order may be paid; the names are Stripe's (docs.stripe.com/payments/payment-methods). */
export const paymentMethods = ['card', 'konbini', 'paypay'] as const;

export type PaymentMethod = (typeof paymentMethods)[number];

/** What a buyer needs at the konbini counter, as Stripe gave it. */
export interface Voucher {
  /** Stripe's page with the codes and how to pay in each chain. */
  readonly url: string;
  /** ISO 8601. */
  readonly expiresAt: string;
  readonly stores: readonly {
    readonly chain: string;
    readonly paymentCode: string;
    readonly confirmationNumber?: string | undefined;
  }[];
}

/** Yen that one payment may have (docs.stripe.com/payments/konbini, docs.stripe.com/payments/paypay). */
const yenLimits: Readonly<Partial<Record<PaymentMethod, { readonly min: number; readonly max: number }>>> = {
  konbini: { min: 120, max: 300_000 },
  paypay: { min: 50, max: 1_000_000 },
};

/**
 * Those of an order's methods that its total permits: none for a free order. Page and PaymentIntent must ask for the
 * same list, or Stripe refuses the payment.
 */
export function methodsFor(order: {
  readonly paymentMethods: readonly PaymentMethod[];
  readonly totalMinor: number;
  readonly currency: string;
}): readonly PaymentMethod[] {
  if (order.totalMinor === 0) return [];
  return order.paymentMethods.filter((method) => {
    const limits = yenLimits[method];
    if (limits === undefined) return true;
    return order.currency === 'JPY' && order.totalMinor >= limits.min && order.totalMinor <= limits.max;
  });
}

const HOUR_MS = 3_600_000;
const VOUCHER_HOURS = 72;
/** Money must be in this long before the doors, so that the ticket can be found in peace. */
const VOUCHER_BEFORE_DOORS_HOURS = 3;
/** Less time than this to get to a shop is not offered; also far over Stripe's minimum of 30 minutes. */
const VOUCHER_MIN_HOURS = 3;
/** Stripe's minimum is 30 minutes. */
const VOUCHER_LAST_MINUTES = 60;
/** At most this share of a ticket type may wait for vouchers: they keep seats for days. */
const VOUCHER_MAX_SHARE = 0.3;

/** Can a voucher that ends then still be made at `now`? */
export function isVoucherInTime(deadline: Date, now: Date): boolean {
  return deadline.getTime() - now.getTime() >= VOUCHER_LAST_MINUTES * 60_000;
}

export interface VoucherFacts {
  readonly now: Date;
  readonly saleEndsAt: Date;
  readonly firstDoorsAt: Date;
  readonly capacity: number;
  /** Seats that wait for a voucher to be paid. */
  readonly waiting: number;
}

/** Until when a voucher of an order held at `now` may be paid; undefined when none can be offered. */
export function voucherDeadline(facts: VoucherFacts): Date | undefined {
  const { now, saleEndsAt, firstDoorsAt, capacity, waiting } = facts;
  if (waiting + 1 > capacity * VOUCHER_MAX_SHARE) return undefined;
  const end = Math.min(
    now.getTime() + VOUCHER_HOURS * HOUR_MS,
    firstDoorsAt.getTime() - VOUCHER_BEFORE_DOORS_HOURS * HOUR_MS,
    saleEndsAt.getTime(),
  );
  return end - now.getTime() < VOUCHER_MIN_HOURS * HOUR_MS ? undefined : new Date(end);
}
