import type Stripe from 'stripe';
import { refusedByState } from './api-error';
import type { ConvenienceStore } from './charge';
import { secondsNow } from './clock';
import { voucherDeadline } from './payment-method-options';
import { currentMethod, failPayment, takeMoney } from './settle';
import { newId, randomDigits, type Scope, type StoredMethod, type Voucher } from './store';

type DisplayDetails = Stripe.PaymentIntent.NextAction.KonbiniDisplayDetails;

/** Hands out a voucher: `requires_action` until the buyer has paid at a store or the deadline has passed. */
export function openVoucher(
  scope: Scope,
  paymentIntent: Stripe.PaymentIntent,
  method: StoredMethod,
): Stripe.PaymentIntent {
  const id = newId('voucher');
  const details = buildDetails(scope, paymentIntent, id);
  const { amount, currency } = paymentIntent;
  const voucher: Voucher = {
    id,
    paymentIntentId: paymentIntent.id,
    state: 'open',
    amount,
    currency,
    details,
  };
  scope.store.vouchers.set(id, voucher);
  scope.store.openVouchers.set(paymentIntent.id, voucher);
  method.spent = method.object.customer === null;
  paymentIntent.status = 'requires_action';
  paymentIntent.next_action = { type: 'konbini_display_details', konbini_display_details: details };
  scope.emit('payment_intent.requires_action', paymentIntent);
  return paymentIntent;
}

/** The buyer pays at the till. 400 when the PaymentIntent has no voucher that can still be paid. */
export function payVoucher(
  scope: Scope,
  paymentIntent: Stripe.PaymentIntent,
  convenienceStore: ConvenienceStore,
): void {
  const { voucher, method } = closeVoucher(scope, paymentIntent);
  voucher.state = 'paid';
  takeMoney(scope, { paymentIntent, method, authenticated: false, convenienceStore });
}

/** The deadline passes unpaid. 400 when the PaymentIntent has no open voucher. */
export function expireVoucher(scope: Scope, paymentIntent: Stripe.PaymentIntent): void {
  const { voucher, method } = closeVoucher(scope, paymentIntent);
  voucher.state = 'expired';
  failPayment(scope, paymentIntent, {
    code: 'payment_intent_payment_attempt_expired',
    message: 'The payment attempt expired because the customer did not pay before the deadline.',
    payment_method: method.object,
    type: 'invalid_request_error',
  });
}

/** Expires every voucher whose deadline the twin's clock has reached. */
export function expireDueVouchers(scope: Scope): void {
  const now = secondsNow(scope.store.clock);
  for (const { paymentIntentId, details } of [...scope.store.openVouchers.values()]) {
    const paymentIntent = scope.store.paymentIntents.get(paymentIntentId);
    if (paymentIntent !== undefined && details.expires_at <= now) expireVoucher(scope, paymentIntent);
  }
}

function closeVoucher({ store }: Scope, paymentIntent: Stripe.PaymentIntent) {
  const voucher = store.openVouchers.get(paymentIntent.id);
  const method = currentMethod(store, paymentIntent);
  if (voucher === undefined || method === undefined) {
    throw refusedByState({ message: `PaymentIntent ${paymentIntent.id} has no open voucher.` });
  }
  store.openVouchers.delete(paymentIntent.id);
  return { voucher, method };
}

function buildDetails({ store, baseUrl }: Scope, paymentIntent: Stripe.PaymentIntent, id: string) {
  const options = paymentIntent.payment_method_options?.konbini;
  const confirmation = options?.confirmation_number ?? `9${randomDigits(10)}`;
  const codes = () => ({ confirmation_number: confirmation, payment_code: randomDigits(6) });
  const details: DisplayDetails = {
    expires_at: voucherDeadline(options, store.clock),
    hosted_voucher_url: `${baseUrl}/vouchers/${id}`,
    stores: { familymart: codes(), lawson: codes(), ministop: codes(), seicomart: codes() },
  };
  return details;
}
