import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { startProcess } from './managed-process';
import { dataRoot, repoRoot } from './repo-root';
import type { OnStop } from './run-command';

const sourceFolders = ['app', 'components', 'lib', 'messages', 'public'];
const rootFile = /\.(ts|js|mjs|cjs|json)$/;
const isTest = /\.test\.tsx?$/;

/** Arguments for Node that make it the `next` command of this clone, which ends when we are killed. */
export const nextCommand = [
  '--import',
  `${repoRoot}/scripts/end-with-parent.mjs`,
  `${repoRoot}/node_modules/next/dist/bin/next`,
];

const manifest = z.object({ scripts: z.object({ start: z.string().startsWith('next start') }) });
const { scripts } = manifest.parse(JSON.parse(readFileSync(join(repoRoot, 'package.json'), 'utf8')));

/** The same for a production server, with the options that `npm start` gives it (decision 67). */
export const startCommand = [...nextCommand, ...scripts.start.split(' ').slice(1)];

/**
 * Makes `.next` the production build of the sources as they are; does nothing when it already is.
 * Rejects with the end of the build's output.
 */
export async function buildPortal(onStop: OnStop): Promise<{ built: boolean }> {
  const stamp = join(repoRoot, '.next', '.stagedoor-build');
  const before = fingerprint(repoRoot);
  if (readIfThere(stamp) === before) return { built: false };
  rmSync(stamp, { force: true });
  const build = startProcess({
    name: 'next build',
    command: process.execPath,
    args: [...nextCommand, 'build'],
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    logFile: `${dataRoot}/logs/build.log`,
  });
  onStop(build.stop);
  if ((await build.ended) !== 0) throw new Error(`Building the portal failed:\n${build.tail()}`);
  // `next build` may complete tsconfig.json, so what was built is what lies there now.
  writeFileSync(stamp, fingerprint(repoRoot));
  return { built: true };
}

/** A hash over everything a build depends on: sources without tests (`more` folders too), root configuration, the package lock. */
export function fingerprint(root: string, more: readonly string[] = []): string {
  const hash = createHash('sha256');
  const inside = [...sourceFolders, ...more].flatMap((folder) => listFiles(root, folder));
  const outside = readdirSync(root).filter((name) => rootFile.test(name));
  for (const path of [...inside, ...outside].filter((file) => !isTest.test(file)).sort()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path), 'latin1'))
      .update('\0');
  }
  return hash.digest('hex');
}

function listFiles(root: string, folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => statSync(join(root, path)).isFile());
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // No stamp: nothing was built yet.
    return undefined;
  }
}
