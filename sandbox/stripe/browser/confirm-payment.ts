import { fetchPaymentIntent, type ApiResult } from './api-client';
import { findGroup, submitElements, type ElementsGroup } from './elements-group';
import { languageOf, localizeError } from './error-text';
import { integrationError, notImplemented } from './integration-error';
import { leaveFor, takeNextAction } from './next-action';
import { isRecord, readRecord, readText, type Json } from './record';
import { findMismatch } from './sale-mismatch';

interface Confirmation {
  group: ElementsGroup;
  clientSecret: string;
  confirmParams: Json;
  redirect: 'always' | 'if_required';
}

/** `stripe.confirmPayment(options)`: `{ paymentIntent }`, `{ error }`, or never when the page is left. */
export async function confirmPayment(sent: unknown): Promise<Json> {
  const confirmation = readConfirmation(isRecord(sent) ? sent : {});
  const { group, clientSecret } = confirmation;
  const language = languageOf(readText(group.options, 'locale'));
  if (readText(group.options, 'clientSecret') === undefined) {
    if (!group.isSubmitted) {
      throw integrationError('elements.submit() must be called before stripe.confirmPayment().');
    }
    const current = await fetchPaymentIntent(group.account, clientSecret);
    if (current.error !== undefined) return { error: localizeError(current.error, language) };
    const mismatch = findMismatch(group.options, current.paymentIntent);
    if (mismatch !== undefined) return { error: mismatch };
  } else {
    const submitted = await submitElements(group);
    if (isRecord(submitted.error)) return submitted;
  }
  group.isSubmitted = false;
  const result = await sendToFrame(confirmation);
  const settled =
    result.error === undefined ? await takeNextAction(group.account, language, result.paymentIntent) : result;
  if (settled.error !== undefined) return { error: localizeError(settled.error, language) };
  if (confirmation.redirect === 'always') return leavePage(confirmation, settled.paymentIntent);
  return settled;
}

function readConfirmation(options: Json): Confirmation {
  const group = findGroup(options.elements);
  if (group === undefined) return notImplemented('confirmPayment() without elements')();
  const clientSecret = readText(options, 'clientSecret') ?? readText(group.options, 'clientSecret');
  if (clientSecret === undefined) {
    throw integrationError('stripe.confirmPayment() needs a clientSecret when elements() had none.');
  }
  const confirmParams = readRecord(options, 'confirmParams');
  const redirect = options.redirect ?? 'always';
  if (redirect !== 'always' && redirect !== 'if_required') {
    throw integrationError("stripe.confirmPayment(): redirect should be 'always' or 'if_required'.");
  }
  if (redirect === 'always' && !URL.canParse(readText(confirmParams, 'return_url') ?? '')) {
    throw integrationError('stripe.confirmPayment(): confirmParams.return_url should be an absolute URL.');
  }
  const allowed = ['return_url', 'payment_method_data'];
  const other = Object.keys(confirmParams).find((name) => !allowed.includes(name));
  if (other !== undefined) notImplemented(`confirmParams.${other}`)();
  return { group, clientSecret, confirmParams, redirect };
}

async function sendToFrame({ group, clientSecret, confirmParams }: Confirmation): Promise<ApiResult> {
  const link = group.element?.link();
  if (link === undefined) throw integrationError('stripe.confirmPayment() needs a mounted Payment Element.');
  const reply = await link.ask('confirm', {
    publishableKey: group.account.publishableKey,
    clientSecret,
    returnUrl: readText(confirmParams, 'return_url'),
    billing: readRecord(readRecord(confirmParams, 'payment_method_data'), 'billing_details'),
  });
  if (isRecord(reply.paymentIntent)) return { paymentIntent: reply.paymentIntent };
  return { error: readRecord(reply, 'error') };
}

function leavePage({ clientSecret, confirmParams }: Confirmation, paymentIntent: Json): Promise<never> {
  const url = new URL(readText(confirmParams, 'return_url') ?? '');
  url.searchParams.set('payment_intent', readText(paymentIntent, 'id') ?? '');
  url.searchParams.set('payment_intent_client_secret', clientSecret);
  url.searchParams.set('redirect_status', paymentIntent.status === 'succeeded' ? 'succeeded' : 'pending');
  return leaveFor(url.href);
}
