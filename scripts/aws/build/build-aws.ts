import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from '../../build-portal';
import { startProcess } from '../../managed-process';
import { dataRoot, repoRoot } from '../../repo-root';
import type { OnStop } from '../../run-command';
import { bundleOwn, ownFunctions } from './bundle-own';
import { inItsOwnFolder } from './in-its-own-folder';
import { leaveOutPackages } from './leave-out-packages';
import { shareChunks } from './share-chunks';

const builtFolder = join(repoRoot, '.open-next');
const stamp = join(builtFolder, '.stagedoor-build');

/**
 * Makes `.open-next`: Next's build as OpenNext arranges it for Lambda and S3, and our own functions beside it. `.next` is
 * what it was afterwards. Rejects with the end of the build's output.
 */
export async function buildAws(onStop: OnStop): Promise<void> {
  await inItsOwnFolder(onStop, () => openNextBuild(onStop));
  // Made by every build and deployed by none: pictures are not resized (next.config.js).
  rmSync(join(builtFolder, 'image-optimization-function'), { recursive: true, force: true });
  const server = join(builtFolder, 'server-functions/default');
  leaveOutPackages(server);
  shareChunks(server);
  renameSync(join(server, 'index.mjs'), join(server, 'open-next.mjs'));
  await bundleOwn('server', server);
  for (const name of ownFunctions) await bundleOwn(name, join(builtFolder, 'own', name));
  writeFileSync(stamp, awsFingerprint());
}

async function openNextBuild(onStop: OnStop): Promise<void> {
  const build = startProcess({
    name: 'open-next build',
    command: process.execPath,
    args: [join(repoRoot, 'node_modules/@opennextjs/aws/dist/index.js'), 'build'],
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    logFile: `${dataRoot}/logs/build-aws.log`,
    echo: true,
  });
  onStop(build.stop);
  const code = await build.ended;
  // It ends well even when a part of it failed (@opennextjs/aws 4.1.12); sharp is of the function that is removed below.
  if (code !== 0 || /\bERROR\b(?! Could not install dependencies)/.test(build.tail()))
    throw new Error(`open-next build failed (all of it: .data/logs/build-aws.log):\n${build.tail()}`);
}

/** As `buildAws`, unless `.open-next` was made from the sources as they are. */
export async function buildAwsWhereChanged(onStop: OnStop): Promise<{ built: boolean }> {
  if (readIfThere(stamp) === awsFingerprint()) return { built: false };
  await buildAws(onStop);
  return { built: true };
}

function awsFingerprint(): string {
  return fingerprint(repoRoot, ['scripts/aws/entries', 'scripts/aws/build', 'scripts/records']);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // No stamp: nothing was built yet.
    return undefined;
  }
}
