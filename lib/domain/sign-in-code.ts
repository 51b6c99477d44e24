/** How long a mailed code opens, from the press that asked for it. */
export const SIGN_IN_CODE_MINUTES = 10;
/** Tries per mailed code, the right one included. */
export const SIGN_IN_CODE_TRIES = 5;
/** How long the page waits before it offers another mail. */
export const RESEND_AFTER_SECONDS = 60;

/** Why a mailed code opens nothing. The texts are in messages under `signIn.code.refusal`. */
export const signInCodeRefusals = ['wrong_code', 'code_expired', 'too_many_tries'] as const;

export type SignInCodeRefusal =
  | { readonly reason: 'wrong_code'; readonly triesLeft: number }
  | { readonly reason: 'code_expired' | 'too_many_tries' };

/**
 * The six digits that someone typed or pasted, also full-width, with spaces or hyphens; undefined for anything else.
 */
export function parseSignInCode(typed: string): string | undefined {
  const digits = typed
    .slice(0, 40)
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\u30fc\u2212]/gu, '');
  return /^[0-9]{6}$/.test(digits) ? digits : undefined;
}

/** The refusal as the one word that next-auth carries back in its `error` parameter: `wrong_code.4`. */
export function refusalToParameter(refusal: SignInCodeRefusal): string {
  return refusal.reason === 'wrong_code' ? `${refusal.reason}.${refusal.triesLeft}` : refusal.reason;
}

/** The refusal in an `error` parameter, or undefined when it says something else. */
export function refusalOfParameter(parameter: string): SignInCodeRefusal | undefined {
  if (parameter === 'code_expired' || parameter === 'too_many_tries') return { reason: parameter };
  const triesLeft = /^wrong_code\.(\d)$/.exec(parameter)?.[1];
  return triesLeft === undefined ? undefined : { reason: 'wrong_code', triesLeft: Number(triesLeft) };
}
