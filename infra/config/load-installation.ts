import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { checkInstallation, type Installation } from './installation';

/**
 * The installation of `infra/config/<name>.ts`, or of a file elsewhere (`../ours/plan.ts`) for who keeps the plan outside
 * this repository. Throws an error whose message is one line per problem; nothing is written before it returns.
 */
export async function loadInstallation(nameOrFile: string): Promise<Installation> {
  const path = fileOf(nameOrFile);
  const loaded: { installation?: unknown } = await import(pathToFileURL(path).href);
  const checked = checkInstallation(loaded.installation);
  if (checked.ok) return checked.installation;
  const lines = checked.problems.map((problem) => `  ${problem}`);
  throw new Error(
    `${nameOrFile.endsWith('.ts') ? path : `infra/config/${nameOrFile}.ts`} is not usable:\n${lines.join('\n')}`,
  );
}

function fileOf(nameOrFile: string): string {
  if (nameOrFile.endsWith('.ts')) {
    const path = resolve(nameOrFile);
    if (existsSync(path)) return path;
    throw new Error(`There is no ${path}.`);
  }
  const path = fileURLToPath(new URL(`./${nameOrFile}.ts`, import.meta.url));
  if (/^[a-z][a-z0-9-]*$/.test(nameOrFile) && existsSync(path)) return path;
  throw new Error(`There is no infra/config/${nameOrFile}.ts: copy infra/config/example.ts.`);
}
