import type { MailKind } from './mail-kind';
import { SIGN_IN_CODE_MINUTES } from './sign-in-code';

const FIRST_DELAY_SECONDS = 30;
const LONGEST_DELAY_SECONDS = 3600;
/** With these delays about a day of tries. */
const MOST_ATTEMPTS = 30;

interface FailedMail {
  readonly kind: MailKind;
  readonly createdAt: Date;
  /** Those made so far, the failed one included. */
  readonly attempts: number;
  readonly now: Date;
  /** From 0 to 1: spreads the next tries, so that mails that failed together do not come back together. */
  readonly random: number;
}

/** When a mail is to be tried again; undefined when it is given up. */
export function nextMailTry(mail: FailedMail): Date | undefined {
  if (mail.attempts >= MOST_ATTEMPTS) return undefined;
  const doubled = FIRST_DELAY_SECONDS * 2 ** (mail.attempts - 1);
  const seconds = Math.min(doubled, LONGEST_DELAY_SECONDS) * (0.75 + mail.random / 2);
  const next = new Date(mail.now.getTime() + seconds * 1000);
  return isTooLate({ ...mail, now: next }) ? undefined : next;
}

/** A sign-in code that has run out by then is of no use; every other mail is better late than never. */
export function isTooLate({ kind, createdAt, now }: Pick<FailedMail, 'kind' | 'createdAt' | 'now'>): boolean {
  return kind === 'sign_in_code' && now.getTime() >= createdAt.getTime() + SIGN_IN_CODE_MINUTES * 60_000;
}
