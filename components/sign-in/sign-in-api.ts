import type { Messages } from 'next-intl';
import { refusalOfParameter, type SignInCodeRefusal } from '@/lib/domain/sign-in-code';

/** A code on its way, to that address as the server spells it. */
export interface SentCode {
  readonly email: string;
  readonly resendAfterSeconds: number;
}

export type SignInProblem =
  | { readonly kind: 'refused'; readonly refusal: SignInCodeRefusal }
  | { readonly kind: 'limited'; readonly minutes: number }
  | { readonly kind: 'fault'; readonly code: keyof Messages['fault']; readonly ref: string }
  | { readonly kind: 'connection' };

type Answer =
  { readonly ok: true; readonly sent: SentCode } | { readonly ok: false; readonly problem: SignInProblem };

const TIMEOUT_MILLISECONDS = 20_000;

/** Asks for a code by mail. Never throws. */
export async function requestCode(wanted: { email: string; locale: string }): Promise<Answer> {
  try {
    const response = await fetch('/api/sign-in-code', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wanted),
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    const answer: unknown = await response.json();
    const sent = response.ok ? sentCode(answer) : undefined;
    if (sent !== undefined) return { ok: true, sent };
    const retryAfterSeconds = Number(response.headers.get('retry-after') ?? 60);
    const fault = { code: textField(answer, 'code'), ref: textField(answer, 'ref'), retryAfterSeconds };
    return { ok: false, problem: problemOf(fault) };
  } catch {
    return { ok: false, problem: { kind: 'connection' } };
  }
}

/** Signs in with the code that was mailed: undefined when the browser is signed in now. Never throws. */
export async function submitCode(typed: {
  email: string;
  code: string;
  returnPath: string;
}): Promise<SignInProblem | undefined> {
  try {
    const { email, code, returnPath: callbackUrl } = typed;
    const response = await fetch('/api/auth/callback/mail-code', {
      method: 'POST',
      body: new URLSearchParams({ email, code, callbackUrl, json: 'true' }),
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    return problemInAddress(textField(await response.json(), 'url'), response.ok);
  } catch {
    return { kind: 'connection' };
  }
}

/** next-auth answers with an address: of the page to go to, or of its own page with what went wrong. */
function problemInAddress(address: string, isOk: boolean): SignInProblem | undefined {
  const { searchParams } = new URL(address, window.location.origin);
  const error = searchParams.get('error');
  if (error === null && isOk && !searchParams.has('csrf')) return undefined;
  const refusal = refusalOfParameter(error ?? '');
  if (refusal !== undefined) return { kind: 'refused', refusal };
  const [code = '', ref = ''] = (error ?? '').split('.');
  return problemOf({ code, ref, retryAfterSeconds: 60 });
}

function problemOf(fault: { code: string; ref: string; retryAfterSeconds: number }): SignInProblem {
  const { code, ref, retryAfterSeconds } = fault;
  if (code === 'too_many_requests') {
    return { kind: 'limited', minutes: Math.max(1, Math.ceil(retryAfterSeconds / 60)) };
  }
  const known = (['bad_request', 'unavailable'] as const).find((name) => name === code);
  return { kind: 'fault', code: known ?? 'internal', ref };
}

function sentCode(answer: unknown): SentCode | undefined {
  const email = textField(answer, 'email');
  return email === ''
    ? undefined
    : { email, resendAfterSeconds: Number(field(answer, 'resendAfterSeconds')) };
}

function textField(thing: unknown, name: string): string {
  const value = field(thing, name);
  return typeof value === 'string' ? value : '';
}

function field(thing: unknown, name: string): unknown {
  return typeof thing === 'object' && thing !== null ? Reflect.get(thing, name) : undefined;
}
