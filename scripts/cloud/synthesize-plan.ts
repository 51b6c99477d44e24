import { join } from 'node:path';
import { startProcess } from '../managed-process';
import { dataRoot, repoRoot } from '../repo-root';
import type { OnStop } from '../run-command';

interface Wanted {
  readonly name: string;
  readonly folder: string;
  /** A build elsewhere than in this clone. */
  readonly builtIn?: string | undefined;
}

/** Writes the templates of a plan to `folder`. Rejects with what infra printed. */
export async function synthesizePlan(onStop: OnStop, { name, folder, builtIn }: Wanted): Promise<void> {
  const synth = startProcess({
    name: 'infra:synth',
    command: process.execPath,
    args: ['--import', import.meta.resolve('tsx'), join(repoRoot, 'infra/synth.ts'), name],
    env: { STAGEDOOR_SYNTH_TO: folder, ...(builtIn === undefined ? {} : { STAGEDOOR_BUILT_IN: builtIn }) },
    logFile: `${dataRoot}/logs/synth-${name}.log`,
  });
  onStop(synth.stop);
  if ((await synth.ended) !== 0) throw new Error(`Synthesizing the templates failed:\n${synth.tail()}`);
}
