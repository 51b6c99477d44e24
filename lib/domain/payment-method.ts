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
    readonly confirmationNumber: string | undefined;
  }[];
}
