import { parseArgs } from 'node:util';
import { tearDownInstallation } from './cloud/tear-down-installation';
import { runCommand } from './run-command';

const usage =
  'npm run teardown -- <name of a plan in infra/config> [--before-shows] [--confirm <name>] [--records-in <folder>]';

/** Removes an installation and keeps its records (docs/deploy.md). 0: removed, 1: not, and why. */
runCommand(async (onStop) => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'before-shows': { type: 'boolean' },
      confirm: { type: 'string' },
      'records-in': { type: 'string' },
    },
  });
  const [name] = positionals;
  if (name === undefined) throw new Error(usage);
  await tearDownInstallation(onStop, {
    name,
    isBeforeShows: values['before-shows'] === true,
    confirmed: values.confirm,
    recordsIn: values['records-in'],
  });
  return 0;
});
