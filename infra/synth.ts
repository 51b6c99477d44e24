import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { buildSystem } from './build-system';
import { loadInstallation } from './config/load-installation';
import { readOpenNextOutput } from './portal/open-next-output';

const root = join(import.meta.dirname, '..');

/** Where nothing else is wanted: what `cdk deploy` is told to deploy. */
const outdir = process.env.STAGEDOOR_SYNTH_TO ?? join(root, 'infra/cdk.out');

/** Writes the templates of `infra/config/<name>.ts` to `infra/cdk.out`, without a network or an account. */
async function synthesize(name: string): Promise<void> {
  const plan = await loadInstallation(name);
  const output = readOpenNextOutput(process.env.STAGEDOOR_BUILT_IN ?? root);
  const app = new App({ outdir });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  buildSystem(app, plan, { output, now: new Date() });
  const { stacks, directory } = app.synth();
  process.stdout.write(`${stacks.map(({ stackName }) => stackName).join('\n')}\n→ ${directory}\n`);
}

try {
  await synthesize(process.argv[2] ?? 'example');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
