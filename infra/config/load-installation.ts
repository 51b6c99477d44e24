import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkInstallation, type Installation } from './installation';

/** Plans may lie elsewhere than in this clone. */
const folder = process.env.STAGEDOOR_PLANS_IN ?? import.meta.dirname;

/**
 * The installation of `infra/config/<name>.ts`. Throws an error whose message is one line per problem; nothing is
 * written before it returns.
 */
export async function loadInstallation(name: string): Promise<Installation> {
  const path = join(folder, `${name}.ts`);
  if (!/^[a-z][a-z0-9-]*$/.test(name) || !existsSync(path))
    throw new Error(`There is no infra/config/${name}.ts: copy infra/config/example.ts.`);
  const loaded: { installation?: unknown } = await import(pathToFileURL(path).href);
  const checked = checkInstallation(loaded.installation);
  if (checked.ok) return checked.installation;
  const lines = checked.problems.map((problem) => `  ${problem}`);
  throw new Error(`infra/config/${name}.ts is not usable:\n${lines.join('\n')}`);
}
