import { build } from 'esbuild';
import { dataRoot, repoRoot } from '../../scripts/repo-root';

/**
 * The bench's own servers as plain JavaScript, as a production bundle has it: a loader that keeps the names of
 * functions, as tsx does, costs more CPU than some of what is measured. Gives the folder they lie in.
 */
export async function bundleServers(): Promise<string> {
  const folder = `${dataRoot}/bench`;
  await build({
    entryPoints: ['fixed-vendor', 'bare-proxy', 'core-server'].map(
      (name) => `${repoRoot}/bench/license/${name}.ts`,
    ),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    tsconfig: `${repoRoot}/tsconfig.json`,
  });
  return folder;
}
