import { type PaymentMethod, paymentMethods } from '@/lib/domain/payment-method';

/**
 * The method behind the type that the Payment Element reports: wallets are cards. Stripe shows the first one before
 * anything is chosen, and again when the chosen one is no longer offered.
 */
export function methodOf(chosen: string | undefined, offered: readonly PaymentMethod[]): PaymentMethod {
  const [first = 'card'] = offered;
  if (chosen === undefined) return first;
  const method = paymentMethods.find((known) => known === chosen) ?? 'card';
  return offered.includes(method) ? method : first;
}
