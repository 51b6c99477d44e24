import { join } from 'node:path';
import { synthesizePlan } from '../../cloud/synthesize-plan';
import type { OnStop } from '../../run-command';

interface Synthesis {
  /** Where the templates go: never where `cdk deploy` looks. */
  readonly folder: string;
  /** A build elsewhere than in this clone, as tests have it. */
  readonly builtIn?: string;
}

/** Synthesizes the example and resolves with the path of the portal's template. Rejects with what infra printed. */
export async function synthesize(onStop: OnStop, { folder, builtIn }: Synthesis): Promise<string> {
  await synthesizePlan(onStop, { name: 'example', folder, builtIn });
  return join(folder, 'example-portal.template.json');
}
