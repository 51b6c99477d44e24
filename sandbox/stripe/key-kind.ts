import { ApiError } from './api-error';

export interface Keys {
  secretKey: string;
  publishableKey: string;
}

export type KeyKind = 'secret' | 'publishable';

/** Reads `Bearer` or `Basic` authorization. Throws 401 for a missing, live or foreign key; never echoes it. */
export function readKeyKind(authorization: string | undefined, keys: Keys): KeyKind {
  const key = readKey(authorization ?? '');
  if (key === '') throw unauthorized('You did not provide an API key.');
  if (isLiveKey(key))
    throw unauthorized('[sandbox] Live keys are refused here. Rotate a key you sent by mistake.');
  if (key === keys.secretKey) return 'secret';
  if (key === keys.publishableKey) return 'publishable';
  throw unauthorized(`Invalid API Key provided: ${key.slice(0, 8)}***`);
}

/** Whether a key could move real money. */
export function isLiveKey(key: string): boolean {
  return key.includes('_live_');
}

/** The 401 Stripe gives a publishable key that asks for more than its own PaymentIntent. */
export function secretKeyRequired(): ApiError {
  return unauthorized(
    'This API call cannot be made with a publishable API key. Please use a secret API key.',
    'secret_key_required',
  );
}

function readKey(authorization: string): string {
  const [scheme = '', value = ''] = authorization.split(' ');
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return '';
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? '';
}

function unauthorized(message: string, code?: string): ApiError {
  return new ApiError({ status: 401, type: 'invalid_request_error', message, code, executed: false });
}
