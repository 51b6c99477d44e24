/** Who asked for money to go back. `stripe`: made in Stripe's dashboard. */
export type RefundSource = 'buyer' | 'staff' | 'stripe' | 'late_payment' | 'event_canceled';
