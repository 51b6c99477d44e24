import { proveStaff } from '@/lib/auth/staff';
import { database } from '@/lib/db/client';
import { massRefundProgress } from '@/lib/sales/mass-refund-progress';
import { refundEvent } from '@/lib/sales/refund-event';
import { runPreflight } from '../preflight/run-preflight';
import type { OperatorAct, OperatorReply } from './operator-act';

/**
 * Does it with the environment of this process. Who may start a command there, or invoke the function, is an owner of the
 * installation. Rejects with what went wrong; `preflight` never does.
 */
export async function performAct(act: OperatorAct): Promise<OperatorReply> {
  switch (act.act) {
    case 'preflight':
      return [
        ...(await runPreflight(database, {
          slug: act.slug,
          isRehearsal: act.isRehearsal,
          recorded: Object.fromEntries(
            Object.entries(act.recorded).map(([keySystem, text]) => [
              keySystem,
              new Uint8Array(Buffer.from(text, 'base64')),
            ]),
          ),
        })),
      ];
    case 'refund-event': {
      const ask = { eventSlug: act.event, reason: act.reason, now: new Date() };
      return { id: await refundEvent(database(), proveStaff(act.by), ask) };
    }
    case 'refund-progress': {
      const { newest, counts } = await massRefundProgress(database(), act.event);
      return { newest, counts: [...counts] };
    }
  }
}
