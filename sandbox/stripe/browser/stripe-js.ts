import { fetchPaymentIntent, type Account } from './api-client';
import { confirmPayment } from './confirm-payment';
import { createElements } from './elements-group';
import { languageOf } from './error-text';
import { integrationError, notImplemented } from './integration-error';
import { handleNextAction } from './next-action';
import { isRecord, readText, type Json } from './record';

const unimplemented = [
  'collectBankAccountForPayment',
  'collectBankAccountForSetup',
  'collectBankAccountToken',
  'collectFinancialConnectionsAccounts',
  'confirmAlipayPayment',
  'confirmCardPayment',
  'confirmCardSetup',
  'confirmKonbiniPayment',
  'confirmSetup',
  'createConfirmationToken',
  'createEmbeddedCheckoutPage',
  'createPaymentMethod',
  'createRadarSession',
  'createToken',
  'handleCardAction',
  'initCheckoutElementsSdk',
  'initCheckoutFormSdk',
  'paymentRequest',
  'processOrder',
  'retrieveOrder',
  'retrieveSetupIntent',
  'verifyIdentity',
  'verifyMicrodepositsForPayment',
  'verifyMicrodepositsForSetup',
];

const origin = scriptOrigin();

function Stripe(publishableKey: unknown, sent?: unknown): Json {
  const account: Account = { origin, publishableKey: requireTestKey(publishableKey) };
  const options = isRecord(sent) ? sent : {};
  const locale = readText(options, 'locale');
  return {
    ...Object.fromEntries(unimplemented.map((name) => [name, notImplemented(name)])),
    elements: (elementsOptions: unknown) =>
      createElements(account, {
        ...(locale === undefined ? {} : { locale }),
        ...(isRecord(elementsOptions) ? elementsOptions : {}),
      }),
    confirmPayment,
    handleNextAction: (next: unknown) => handleNextAction(account, languageOf(locale), next),
    retrievePaymentIntent: (clientSecret: unknown) => fetchPaymentIntent(account, String(clientSecret)),
    registerAppInfo: () => undefined,
    _registerWrapper: () => undefined,
  };
}

function requireTestKey(key: unknown): string {
  if (typeof key !== 'string' || !key.startsWith('pk_')) {
    throw integrationError('Please call Stripe() with your publishable key. You used an invalid one.');
  }
  if (key.includes('_live_')) throw integrationError('[sandbox] Live keys are refused here.');
  return key;
}

function scriptOrigin(): string {
  const script = document.currentScript;
  if (script instanceof HTMLScriptElement && script.src !== '') return new URL(script.src).origin;
  throw integrationError('[sandbox] Stripe.js must be loaded by a script tag with its own URL.');
}

Object.assign(window, { Stripe: Object.assign(Stripe, { version: 'endive' }) });
