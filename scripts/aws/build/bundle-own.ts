import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { repoRoot } from '../../repo-root';
import { limitsInMemory, nodeByRequire, sdkOfRuntime, wordsOf, zodByName, zodInEnglish } from './leave-out';

/** Functions that are not Next: each is a folder with `index.mjs`, which exports `handler` (docs/deploy.md). */
export const ownFunctions = ['license', 'jobs', 'migrate', 'records', 'operator'] as const;
/** `server` stands before what OpenNext built, which is called `open-next.mjs` then. */
export type OwnFunction = (typeof ownFunctions)[number] | 'server';

/** CommonJS packages (pg) ask for Node's modules by `require`, which an ES module has to make for them. */
const requireForPackages = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;

/** How a function is bundled, whatever its entry (bench/cold-start has one more). */
export const bundling = {
  outExtension: { '.js': '.mjs' },
  // What is imported when it is needed lies in files of its own, which a new process need not read.
  splitting: true,
  chunkNames: 'part-[hash]',
  tsconfig: join(repoRoot, 'tsconfig.json'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  // Names in stack traces stay readable. No source maps: Node would read them at every start, and a log has messages only.
  keepNames: true,
  jsx: 'automatic',
  // Node has had a navigator since 21, and pg tells by it that this is no Cloudflare worker; without, it loads Node's fetch.
  define: { 'process.env.NODE_ENV': '"production"', navigator: '{"userAgent":"Node.js"}' },
  external: ['pg-native', 'cloudflare:sockets'],
  plugins: [zodInEnglish, zodByName, limitsInMemory, sdkOfRuntime, nodeByRequire],
  banner: { js: requireForPackages },
  logLevel: 'error',
} satisfies BuildOptions;

/**
 * Bundles an entry into `folder`, without the AWS SDK: Lambda's Node runtimes bring it. Migrations lie beside the code that
 * reads them. Resolves with what esbuild says of every byte; rejects with its messages.
 */
export async function bundleOwn(name: OwnFunction, folder: string): Promise<Metafile> {
  await mkdir(folder, { recursive: true });
  const { plugins } = bundling;
  const { metafile } = await build({
    ...bundling,
    entryPoints: { index: join(repoRoot, `scripts/aws/entries/${name}.ts`) },
    outdir: folder,
    plugins: name === 'license' ? [...plugins, wordsOf('refusal')] : plugins,
    metafile: true,
  });
  if (name === 'migrate')
    await cp(join(repoRoot, 'lib/db/migrations'), join(folder, 'migrations'), { recursive: true });
  return metafile;
}
