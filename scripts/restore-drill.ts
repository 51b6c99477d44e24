import { parseArgs } from 'node:util';
import { rehearseRestore } from './cloud/rehearse-restore';
import { runCommand } from './run-command';

const usage =
  'npm run restore:drill -- <name of a plan in infra/config> [--to 2027-03-20T12:00:00Z] [--clean] [--poll-seconds 20]';

/** Restores a backup beside the live database and counts (docs/runbook.md). 0: go, 1: no-go. */
runCommand(async (onStop) => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      to: { type: 'string' },
      clean: { type: 'boolean' },
      'poll-seconds': { type: 'string', default: '20' },
    },
  });
  const [name] = positionals;
  const to = values.to === undefined ? undefined : new Date(values.to);
  if (name === undefined || Number.isNaN(to?.getTime())) throw new Error(usage);
  const isGo = await rehearseRestore(onStop, {
    name,
    to,
    isCleaning: values.clean === true,
    pollMs: Number(values['poll-seconds']) * 1000,
  });
  return isGo ? 0 : 1;
});
