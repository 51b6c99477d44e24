import type { User } from 'next-auth';
import type { CredentialsConfig } from 'next-auth/providers/credentials';
import { z } from 'zod';
import { limitAct } from '@/lib/auth/act-limit';
import { consumeSignInCode } from '@/lib/auth/consume-sign-in-code';
import { rememberViewer } from '@/lib/auth/remember-viewer';
import { parseSignInCode, refusalToParameter, type SignInCodeRefusal } from '@/lib/domain/sign-in-code';
import { Fault, faultStatus } from '@/lib/fault';
import { faultCodeOf } from '@/lib/http/fault-code';
import { newSupportCode } from '@/lib/http/problem';
import { signInBrowserOf } from '@/lib/http/sign-in-cookie';
import { describeError, log } from '@/lib/log';
import { runtime } from '@/lib/runtime';

export const MAIL_CODE_PROVIDER = 'mail-code';

const form = z.object({
  email: z.string().min(3).max(254),
  code: z.string().max(40).transform(parseSignInCode).pipe(z.string()),
});

type Outcome = { readonly ok: true; readonly user: User } | ({ readonly ok: false } & SignInCodeRefusal);

/** Sign-in by mailed code (docs/decisions/0012); next-auth asks for its CSRF token before this is called. */
export function mailCodeProvider(): CredentialsConfig {
  return {
    id: MAIL_CODE_PROVIDER,
    name: 'Mail',
    type: 'credentials',
    credentials: {},
    authorize: async (given, { headers }) => {
      const outcome = await tryCode(given, headers?.['cookie']).catch(faultParameter);
      if (typeof outcome !== 'string' && outcome.ok) return outcome.user;
      // next-auth v4 shows the message of what is thrown here, as the `error` of an address: closed words only.
      throw new Error(typeof outcome === 'string' ? outcome : refusalToParameter(outcome));
    },
  };
}

async function tryCode(given: unknown, cookies: unknown): Promise<Outcome> {
  const browser = signInBrowserOf(typeof cookies === 'string' ? cookies : undefined);
  if (browser === undefined) return { ok: false, reason: 'code_expired' };
  const { db, now } = runtime();
  await limitAct(db, 'sign_in_try', browser);
  const typed = form.safeParse(given);
  if (!typed.success) throw new Fault('bad_request', 'form does not fit');
  const proof = await consumeSignInCode(db, { ...typed.data, browser, now });
  if (!proof.ok) {
    log.info('auth.code_refused', { reason: proof.reason });
    return proof;
  }
  const identity = { provider: 'mail', subject: proof.email, email: proof.email, name: undefined };
  return { ok: true, user: await rememberViewer(db, identity) };
}

/** As everywhere at an edge: the code of a Fault, all else is `internal` with nothing of it shown. */
function faultParameter(error: unknown): string {
  const ref = newSupportCode();
  const code = faultCodeOf(error) ?? 'internal';
  const line = { where: 'sign_in.try', code, ref, cause: describeError(error) };
  if (faultStatus[code] >= 500) log.error('request.failed', line);
  else log.info('request.refused', line);
  return `${code}.${ref}`;
}
