import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkInstallation, type Installation } from './installation';
import { holdsSecret } from './misplaced-secrets';

/** Plans may lie elsewhere than in this clone; they are then named by where they really are. */
const elsewhere = process.env.STAGEDOOR_PLANS_IN;
const folder = elsewhere === undefined ? import.meta.dirname : resolve(elsewhere);
const shownFolder = elsewhere === undefined ? 'infra/config' : folder;

/**
 * The installation of `infra/config/<name>.ts`. Throws an error whose message is one line per problem; nothing is
 * written before it returns.
 */
export async function loadInstallation(name: string): Promise<Installation> {
  if (!/^[a-z][a-z0-9-]*$/.test(name))
    throw new Error(`There is no plan "${name}": a name is small letters, digits and hyphens.`);
  const path = join(folder, `${name}.ts`);
  const shown = join(shownFolder, `${name}.ts`);
  if (!existsSync(path)) throw new Error(`There is no ${shown}: copy infra/config/example.ts.`);
  const problems: string[] = [];
  const checked = checkInstallation(await readPlan(path, shown));
  if (!checked.ok) problems.push(...checked.problems);
  // Commands find a plan by its file, and what it made by its name.
  else if (checked.installation.name !== name)
    problems.push(`name: is ${checked.installation.name}, and the file is ${name}.ts; they have to agree`);
  else return checked.installation;
  throw new Error(`${shown} is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
}

async function readPlan(path: string, shown: string): Promise<unknown> {
  const loaded: object = await import(pathToFileURL(path).href).catch((error: unknown) => {
    throw new Error(`${shown} cannot be read: ${inOneLine(error)}`, { cause: error });
  });
  if (!('installation' in loaded)) throw new Error(`${shown} exports no \`installation\`.`);
  return loaded.installation;
}

/** Compilers put what is wrong, and where, on the line after a heading. */
function inOneLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const [first = '', second] = text.split('\n').map((line) => line.trim());
  const line = first.endsWith(':') && second !== undefined ? second : first;
  return holdsSecret(line) ? 'its error holds a secret and is not shown' : line;
}
