import { fetchPaymentIntent, type Account, type ApiResult } from './api-client';
import { showChallenge } from './challenge-dialog';
import { findGroup, submitElements, type ElementsGroup } from './elements-group';
import { languageOf, localizeError, type Language } from './error-text';
import { integrationError, notImplemented } from './integration-error';
import { isRecord, readRecord, readText, type Json } from './record';

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
    requireSameSale(group.options, current.paymentIntent);
  } else {
    const submitted = await submitElements(group);
    if (isRecord(submitted.error)) return submitted;
  }
  group.isSubmitted = false;
  const result = await sendToFrame(confirmation);
  const settled = result.error === undefined ? await followUp(group.account, clientSecret, result) : result;
  if (settled.error !== undefined) return { error: localizeError(settled.error, language) };
  if (confirmation.redirect === 'always') return leavePage(confirmation, settled.paymentIntent);
  return settled;
}

/** `stripe.handleNextAction({ clientSecret })`: runs the challenge a server-side confirm has asked for. */
export async function handleNextAction(account: Account, language: Language, sent: unknown): Promise<Json> {
  const clientSecret = isRecord(sent) ? readText(sent, 'clientSecret') : undefined;
  if (clientSecret === undefined) throw integrationError('handleNextAction() needs a clientSecret.');
  const current = await fetchPaymentIntent(account, clientSecret);
  const settled = current.error === undefined ? await followUp(account, clientSecret, current) : current;
  return settled.error === undefined ? settled : { error: localizeError(settled.error, language) };
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

function requireSameSale(options: Json, paymentIntent: Json): void {
  for (const name of ['amount', 'currency']) {
    if (options[name] === paymentIntent[name]) continue;
    throw integrationError(
      `The ${name} of elements() (${String(options[name])}) does not match the ${name} of the PaymentIntent (${String(paymentIntent[name])}).`,
    );
  }
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

async function followUp(account: Account, clientSecret: string, result: ApiResult): Promise<ApiResult> {
  const action = readRecord(result.paymentIntent ?? {}, 'next_action');
  const type = readText(action, 'type');
  if (type === undefined) return result;
  if (type === 'redirect_to_url') {
    return assign(readText(readRecord(action, 'redirect_to_url'), 'url') ?? '');
  }
  const challengeUrl = readText(readRecord(action, 'use_stripe_sdk'), 'stripe_js') ?? '';
  if (!challengeUrl.startsWith(`${account.origin}/3ds/`)) return notImplemented(`next_action ${type}`)();
  await showChallenge(challengeUrl);
  const after = await fetchPaymentIntent(account, clientSecret);
  const failure = after.paymentIntent?.last_payment_error;
  if (after.paymentIntent?.status !== 'requires_payment_method' || !isRecord(failure)) return after;
  return { error: { ...failure, payment_intent: after.paymentIntent } };
}

function leavePage({ clientSecret, confirmParams }: Confirmation, paymentIntent: Json): Promise<never> {
  const url = new URL(readText(confirmParams, 'return_url') ?? '');
  url.searchParams.set('payment_intent', readText(paymentIntent, 'id') ?? '');
  url.searchParams.set('payment_intent_client_secret', clientSecret);
  url.searchParams.set('redirect_status', paymentIntent.status === 'succeeded' ? 'succeeded' : 'pending');
  return assign(url.href);
}

/** The promise stays open: the page is about to be gone. */
function assign(url: string): Promise<never> {
  window.location.assign(url);
  return new Promise(() => undefined);
}
