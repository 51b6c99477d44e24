import { join } from 'node:path';
import { startProcess } from '../../managed-process';
import { dataRoot, repoRoot } from '../../repo-root';
import type { OnStop } from '../../run-command';

interface Synthesis {
  /** Where the templates go: never where `cdk deploy` looks. */
  readonly folder: string;
  /** A build elsewhere than in this clone, as tests have it. */
  readonly builtIn?: string;
}

/** Runs `infra:synth` on the example and resolves with the path of the portal's template. Rejects with what it printed. */
export async function synthesize(onStop: OnStop, { folder, builtIn }: Synthesis): Promise<string> {
  const synth = startProcess({
    name: 'infra:synth',
    command: process.execPath,
    args: ['--import', import.meta.resolve('tsx'), join(repoRoot, 'infra/synth.ts'), 'example'],
    env: { STAGEDOOR_SYNTH_TO: folder, STAGEDOOR_BUILT_IN: builtIn },
    logFile: `${dataRoot}/logs/synth.log`,
  });
  onStop(synth.stop);
  if ((await synth.ended) !== 0) throw new Error(`Synthesizing the templates failed:\n${synth.tail()}`);
  return join(folder, 'example-portal.template.json');
}
