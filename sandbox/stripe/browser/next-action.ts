import { fetchPaymentIntent, type Account, type ApiResult } from './api-client';
import { showChallenge } from './challenge-dialog';
import { localizeError, type Language } from './error-text';
import { integrationError, notImplemented } from './integration-error';
import { isRecord, readRecord, readText, type Json } from './record';
import { showVoucher } from './voucher-dialog';

/**
 * `stripe.handleNextAction({ clientSecret })`: challenge, voucher or redirect that a server-side confirm has asked
 * for. Throws for a PaymentIntent that asks for nothing.
 */
export async function handleNextAction(account: Account, language: Language, sent: unknown): Promise<Json> {
  const clientSecret = isRecord(sent) ? readText(sent, 'clientSecret') : undefined;
  if (clientSecret === undefined) throw integrationError('handleNextAction() needs a clientSecret.');
  const current = await fetchPaymentIntent(account, clientSecret);
  if (current.error !== undefined) return { error: localizeError(current.error, language) };
  if (current.paymentIntent.status !== 'requires_action') {
    throw integrationError('handleNextAction: the PaymentIntent is not in the requires_action state.');
  }
  const settled = await takeNextAction(account, language, current.paymentIntent);
  return settled.error === undefined ? settled : { error: localizeError(settled.error, language) };
}

/** Does what `next_action` says and reads the PaymentIntent again; never resolves when the page is left. */
export async function takeNextAction(
  account: Account,
  language: Language,
  paymentIntent: Json,
): Promise<ApiResult> {
  const action = readRecord(paymentIntent, 'next_action');
  const type = readText(action, 'type');
  switch (type) {
    case undefined:
      return { paymentIntent };
    case 'redirect_to_url':
      return leaveFor(readText(readRecord(action, 'redirect_to_url'), 'url') ?? '');
    case 'konbini_display_details': {
      const details = readRecord(action, 'konbini_display_details');
      await showVoucher(readText(details, 'hosted_voucher_url') ?? '', language);
      break;
    }
    default: {
      const challengeUrl = readText(readRecord(action, 'use_stripe_sdk'), 'stripe_js') ?? '';
      if (!challengeUrl.startsWith(`${account.origin}/3ds/`)) return notImplemented(`next_action ${type}`)();
      await showChallenge(challengeUrl);
    }
  }
  const after = await fetchPaymentIntent(account, readText(paymentIntent, 'client_secret') ?? '');
  const failure = after.paymentIntent?.last_payment_error;
  if (after.paymentIntent?.status !== 'requires_payment_method' || !isRecord(failure)) return after;
  return { error: { ...failure, payment_intent: after.paymentIntent } };
}

/** The promise stays open: the page is about to be gone. */
export function leaveFor(url: string): Promise<never> {
  window.location.assign(url);
  return new Promise(() => undefined);
}
