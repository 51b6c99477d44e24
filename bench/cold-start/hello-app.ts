import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { shareChunks } from '../../scripts/aws/build/share-chunks';
import { repoRoot } from '../../scripts/repo-root';
import type { OnStop } from '../../scripts/run-command';

const files: Readonly<Record<string, string>> = {
  'package.json':
    '{ "private": true, "type": "module", "scripts": { "build": "node node_modules/next/dist/bin/next build" } }',
  // By its lock file OpenNext knows the root of a project.
  'package-lock.json': '{ "lockfileVersion": 3 }',
  'next.config.js':
    'export default { poweredByHeader: false, images: { unoptimized: true }, turbopack: { root: import.meta.dirname } };',
  'app/layout.js':
    'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }',
  // Made by the build, answered from the bucket, as a page of ours that somebody has seen before.
  'app/page.js': 'export default function Page() { return <h1>Hello world</h1>; }',
  'app/rendered/page.js':
    'export const dynamic = "force-dynamic"; export default function Page() { return <h1>Hello world</h1>; }',
  'app/api/hello/route.js':
    'export const dynamic = "force-dynamic"; export const GET = () => Response.json({ hello: "world" });',
};

/** How OpenNext is to build, and where the wrapper lies that it names. */
const ours = ['open-next.config.ts', 'scripts/aws/entries'];

/**
 * The least Next app with these pages, built outside the clone by the same Next, React and OpenNext with our
 * open-next.config.ts. Gives its folder, which is removed at the end.
 */
export async function buildHelloApp(onStop: OnStop): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'stagedoor-hello-')));
  onStop(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  for (const name of ours) await cp(join(repoRoot, name), join(folder, name), { recursive: true });
  await copyPackages(['next', 'react', 'react-dom'], folder);
  const child = spawn(process.execPath, [`${repoRoot}/node_modules/@opennextjs/aws/dist/index.js`, 'build'], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code]: unknown[] = await once(child, 'exit');
  if (code !== 0) throw new Error(`Building the hello world failed:\n${output.slice(-4000)}`);
  shareChunks(join(folder, '.open-next/server-functions/default'));
  return folder;
}

const manifest = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

/** These and what they need, from our node_modules: Next's bundler leaves out what lies outside of its root. */
async function copyPackages(names: readonly string[], folder: string): Promise<void> {
  const copied = new Set<string>();
  const wanted = [...names];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    const from = join(repoRoot, 'node_modules', name);
    // Optional packages are there for this machine alone.
    if (copied.has(name) || !existsSync(from)) continue;
    copied.add(name);
    await cp(from, join(folder, 'node_modules', name), { recursive: true });
    const text = await readFile(join(from, 'package.json'), 'utf8');
    const { dependencies, optionalDependencies } = manifest.parse(JSON.parse(text));
    wanted.push(...Object.keys(dependencies), ...Object.keys(optionalDependencies));
  }
}
