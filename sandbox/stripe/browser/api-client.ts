import { integrationError } from './integration-error';
import { isRecord, type Json } from './record';

export type ApiResult = { paymentIntent: Json; error?: never } | { error: Json; paymentIntent?: never };

export interface Account {
  /** Origin of the twin, which serves the script, the frames and the API. */
  origin: string;
  publishableKey: string;
}

/** Reads a PaymentIntent with the rights of the publishable key. */
export function fetchPaymentIntent(account: Account, clientSecret: string): Promise<ApiResult> {
  const query = new URLSearchParams({ client_secret: clientSecret });
  return callApi(account, `${paymentIntentPath(clientSecret)}?${query.toString()}`);
}

/** Confirms with form parameters; a decline comes back as `error`, never as an exception. */
export function postConfirm(
  account: Account,
  clientSecret: string,
  params: URLSearchParams,
): Promise<ApiResult> {
  params.set('client_secret', clientSecret);
  return callApi(account, `${paymentIntentPath(clientSecret)}/confirm`, params);
}

function paymentIntentPath(clientSecret: string): string {
  const id = /^(pi_[A-Za-z0-9]+)_secret_[A-Za-z0-9]+$/.exec(clientSecret)?.[1];
  if (id === undefined) {
    throw integrationError(
      'Invalid value for clientSecret: it should be of the form ${id}_secret_${secret}.',
    );
  }
  return `/v1/payment_intents/${id}`;
}

async function callApi(account: Account, path: string, params?: URLSearchParams): Promise<ApiResult> {
  try {
    const response = await fetch(account.origin + path, {
      method: params === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${account.publishableKey}` },
      ...(params === undefined ? {} : { body: params }),
    });
    const body: unknown = await response.json();
    if (isRecord(body) && isRecord(body.error)) return { error: body.error };
    if (isRecord(body) && body.object === 'payment_intent') return { paymentIntent: body };
    return { error: { type: 'api_error', message: 'An unexpected error occurred.' } };
  } catch (cause) {
    const message = 'We are experiencing issues connecting to our payments provider. Please try again later.';
    return { error: { type: 'api_connection_error', message, cause: String(cause) } };
  }
}
