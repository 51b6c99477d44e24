import { describeError } from '@/lib/log';
import { operatorAct, type OperatorReply } from '../../operator/operator-act';
import { performAct } from '../../operator/perform-act';
import { prepare } from './prepare';

/** `npm run preflight` and `refund:event` for an installation. Rejects for any other event, and when it fails. */
export async function handler(event: unknown): Promise<OperatorReply> {
  const act = operatorAct.parse(event);
  try {
    await prepare();
    return await performAct(act);
  } catch (error) {
    // Lambda writes what it gets into the log, and a failed statement has people in it.
    throw new Error(describeError(error));
  }
}
