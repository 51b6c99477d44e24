import { parseArgs } from 'node:util';
import { formatMoney } from '@/lib/domain/money';
import { doAct } from './operator/do-act';
import { operatorAct, operatorReplies, type OperatorReply } from './operator/operator-act';
import { runCommand } from './run-command';

const usage = `npm run refund:event -- --event <slug> --reason "<why, for the books>" --by <your address> --confirm <slug>
npm run refund:event -- --event <slug> --progress
  --installation <name>   a plan of infra/config that is deployed to AWS, instead of this environment`;

/** Ends an event's sale and orders the refund of everybody who paid; the jobs of the installation do it. Or: how far they are. */
runCommand(async () => {
  const { values } = parseArgs({
    options: {
      event: { type: 'string' },
      reason: { type: 'string' },
      by: { type: 'string' },
      confirm: { type: 'string' },
      progress: { type: 'boolean' },
      installation: { type: 'string' },
    },
  });
  const { event, reason, by, confirm, progress, installation } = values;
  const read = operatorAct.safeParse(
    progress === true ? { act: 'refund-progress', event } : { act: 'refund-event', event, reason, by },
  );
  if (!read.success || (progress !== true && confirm !== event)) {
    console.error(usage);
    return 2;
  }
  const reply: OperatorReply = operatorReplies[read.data.act].parse(await doAct(read.data, installation));
  if ('id' in reply) {
    const there = installation === undefined ? '' : ` --installation ${installation}`;
    console.log(`Mass refund ${reply.id} is ordered. Follow it:`);
    console.log(`  npm run refund:event -- --event ${event ?? ''} --progress${there}`);
  } else if ('counts' in reply) for (const line of progressLines(reply)) console.log(line);
  return 0;
});

function progressLines({ newest, counts }: OperatorReply<'refund-progress'>): readonly string[] {
  if (newest === undefined) return ['Nobody ordered a refund of this event.'];
  const head = `Mass refund ${newest.id}: ${newest.isWrittenDown ? 'every order is written down' : 'orders are being written down'}`;
  return [
    head,
    ...counts.map(
      ({ state, refunds, amountMinor, currency }) =>
        `  ${state.padEnd(16)} ${String(refunds).padStart(7)}  ${formatMoney(amountMinor, currency, 'en')}`,
    ),
  ];
}
