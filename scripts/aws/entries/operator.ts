import { operatorAct, type OperatorReply } from '../../operator/operator-act';
import { performAct } from '../../operator/perform-act';
import { prepare } from './prepare';

/** `npm run preflight` and `refund:event` for an installation. Rejects for any other event, and when it fails. */
export async function handler(event: unknown): Promise<OperatorReply> {
  const act = operatorAct.parse(event);
  await prepare();
  return performAct(act);
}
