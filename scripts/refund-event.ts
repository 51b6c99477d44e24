import { parseArgs } from 'node:util';
import { proveStaff } from '@/lib/auth/staff';
import { database } from '@/lib/db/client';
import { refundEvent } from '@/lib/sales/refund-event';
import { runCommand } from './run-command';

const usage =
  'npm run refund:event -- --event <slug> --reason "<why, for the books>" --by <your address> --confirm <slug>';

/** Ends an event's sale and orders the refund of everybody who paid. The jobs tick of the running server does it. */
runCommand(async () => {
  const { values } = parseArgs({
    options: {
      event: { type: 'string' },
      reason: { type: 'string' },
      by: { type: 'string' },
      confirm: { type: 'string' },
    },
  });
  const { event, reason, by, confirm } = values;
  if (event === undefined || reason === undefined || by === undefined || confirm !== event) {
    console.error(usage);
    return 2;
  }
  const id = await refundEvent(database(), proveStaff(by), { eventSlug: event, reason, now: new Date() });
  console.log(`Mass refund ${id} is ordered. Follow it: select state, count(*), sum(amount_minor)`);
  console.log(`  from refunds where mass_refund_id = '${id}' group by state;`);
  return 0;
});
