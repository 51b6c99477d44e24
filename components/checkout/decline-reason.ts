const reasons = {
  card_declined: 'card_declined',
  generic_decline: 'card_declined',
  do_not_honor: 'card_declined',
  call_issuer: 'card_declined',
  card_not_supported: 'card_declined',
  fraudulent: 'card_declined',
  lost_card: 'card_declined',
  stolen_card: 'card_declined',
  transaction_not_allowed: 'card_declined',
  insufficient_funds: 'insufficient_funds',
  card_velocity_exceeded: 'insufficient_funds',
  expired_card: 'expired_card',
  incorrect_cvc: 'incorrect_cvc',
  invalid_cvc: 'incorrect_cvc',
  authentication_required: 'authentication_failed',
  authentication_not_handled: 'authentication_failed',
  payment_intent_authentication_failure: 'not_completed',
  processing_error: 'processing_error',
  issuer_not_available: 'processing_error',
  try_again_later: 'processing_error',
} as const satisfies Record<string, string>;

export type DeclineReason = (typeof reasons)[keyof typeof reasons] | 'paypay_refused' | 'unknown';

/**
 * Why a payment failed, as buyers are told it, from Stripe's decline code or error code
 * (docs.stripe.com/declines/codes) and, where it is known, the method. Lost and stolen cards read as a plain decline,
 * as Stripe asks. Stripe has one code for a card's authentication and for a buyer who turned back on PayPay's page.
 */
export function declineReason(code: string | undefined, method?: string): DeclineReason {
  if (code === undefined || !isKnown(code)) return 'unknown';
  const reason = reasons[code];
  if (reason !== 'not_completed') return reason;
  if (method === 'paypay') return 'paypay_refused';
  return method === 'card' ? 'authentication_failed' : reason;
}

function isKnown(code: string): code is keyof typeof reasons {
  return Object.hasOwn(reasons, code);
}
