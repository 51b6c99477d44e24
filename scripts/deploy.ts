import { parseArgs } from 'node:util';
import { deployInstallation } from './cloud/deploy-installation';
import { runCommand } from './run-command';

const usage = 'npm run deploy -- <name of a plan in infra/config> [--yes] [--during-show]';

/** Deploys an installation (docs/deploy.md). 0: deployed, 1: not, and why. */
runCommand(async (onStop) => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { yes: { type: 'boolean' }, 'during-show': { type: 'boolean' } },
  });
  const [name] = positionals;
  if (name === undefined) throw new Error(usage);
  await deployInstallation(onStop, {
    name,
    isAgreed: values.yes === true,
    isDuringShow: values['during-show'] === true,
  });
  return 0;
});
