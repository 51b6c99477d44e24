import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { repoRoot } from '../../repo-root';
import { wordsOf, zodInEnglish } from './leave-out';

/** Functions that are not Next: each is a folder with `index.mjs`, which exports `handler` (docs/deploy.md). */
export const ownFunctions = ['license', 'jobs', 'migrate', 'records'] as const;
/** `server` stands before what OpenNext built, which is called `open-next.mjs` then. */
export type OwnFunction = (typeof ownFunctions)[number] | 'server';

/** CommonJS packages (pg) ask for Node's modules by `require`, which an ES module has to make for them. */
const requireForPackages = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;

/**
 * Bundles an entry into `folder`, without the AWS SDK: Lambda's Node runtimes bring it. Migrations lie beside the code that
 * reads them. Resolves with what esbuild says of every byte; rejects with its messages.
 */
export async function bundleOwn(name: OwnFunction, folder: string): Promise<Metafile> {
  await mkdir(folder, { recursive: true });
  const { metafile } = await build({
    entryPoints: [join(repoRoot, `scripts/aws/entries/${name}.ts`)],
    outfile: join(folder, 'index.mjs'),
    tsconfig: join(repoRoot, 'tsconfig.json'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minify: true,
    // Stack traces and error names stay readable; NODE_OPTIONS has --enable-source-maps.
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['@aws-sdk/client-*', 'pg-native', 'cloudflare:sockets'],
    plugins: name === 'license' ? [zodInEnglish, wordsOf('refusal')] : [zodInEnglish],
    banner: { js: requireForPackages },
    metafile: true,
    logLevel: 'error',
  });
  if (name === 'migrate')
    await cp(join(repoRoot, 'lib/db/migrations'), join(folder, 'migrations'), { recursive: true });
  return metafile;
}
