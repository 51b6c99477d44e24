import { setTimeout as delay } from 'node:timers/promises';
import { type CodeRequest, requestSignInCode } from '@/lib/auth/request-sign-in-code';
import type { Database } from '@/lib/db/client';
import { describeError, log } from '@/lib/log';
import { sendMails } from '@/lib/sales/send-mails';

/** Someone looks at the page: a mail server that takes longer has the rest of its time without them. */
const PATIENCE_MS = 4000;

/**
 * As `requestSignInCode`, and sends the mail at once. A mail that could not be sent is the next tick's; the caller
 * learns nothing of it, so that the answer is the same for every address.
 */
export async function mailSignInCode(db: Database, request: CodeRequest): Promise<void> {
  const onlyKey = await requestSignInCode(db, request);
  const delivery = sendMails(db, request.now, { onlyKey }).catch((error: unknown) => {
    log.warn('auth.code_not_mailed', { cause: describeError(error) });
  });
  await Promise.race([delivery, delay(PATIENCE_MS, undefined, { ref: false })]);
}
