import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SDK = '@aws-sdk/client-secrets-manager';

/**
 * Of the SDK, which Lambda's runtime brings, its client and what only that needs; and what React Email would indent mails
 * with, which ours never are.
 */
const packages = ['@aws', '@aws-sdk', '@smithy', 'bowser', 'prettier'];

/**
 * Takes packages out of a server's folder that are not to be deployed. Next calls the SDK by a name of its own: that
 * becomes a package that requires the runtime's (by `NODE_PATH`). Throws when Next has no such name any more.
 */
export function leaveOutPackages(serverFolder: string): void {
  const aliases = join(serverFolder, '.next/node_modules');
  const names = readdirSync(aliases, { recursive: true, encoding: 'utf8' });
  const alias = names.find((name) => name.startsWith(`${SDK}-`));
  if (alias === undefined) throw new Error(`Next's build has no name for ${SDK} (serverExternalPackages).`);
  const folder = join(aliases, alias);
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "main": "index.js" }');
  writeFileSync(join(folder, 'index.js'), `module.exports = require('${SDK}');\n`);
  // A link to what is not there could not be packed.
  for (const name of names.filter((other) => other.startsWith('prettier-')))
    rmSync(join(aliases, name), { force: true });
  for (const name of packages)
    rmSync(join(serverFolder, 'node_modules', name), { recursive: true, force: true });
}
