import { mkdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { dataRoot, repoRoot } from '../repo-root';

/** One exact text of one product file, and what stands there instead in the copy. */
export interface Patch {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** So that a Stripe that never answers costs a run one second and not twelve, and turns cost next to nothing. */
const shortWaits: readonly Patch[] = [
  {
    file: 'lib/stripe/client.ts',
    find: 'const TIMEOUT_MS = 12_000;',
    replace: 'const TIMEOUT_MS = 1_000;',
  },
  {
    file: 'lib/stripe/client.ts',
    find: 'const RATE_LIMIT_WAIT_MS = 250;',
    replace: 'const RATE_LIMIT_WAIT_MS = 10;',
  },
  {
    file: 'lib/sales/in-turn.ts',
    find: 'const BACKGROUND_PER_SECOND = 20;',
    replace: 'const BACKGROUND_PER_SECOND = 500;',
  },
];

export const simulateRoot = join(dataRoot, 'simulate');

/** For the twins, which nothing of ours may import: they are built and run as the program they are. */
const twinProgram = `
import { startMailTwin } from './sandbox/mail/server';
import { startStripeTwin } from './sandbox/stripe/server';
const { STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_WEBHOOK_URL } = process.env;
const twin = await startStripeTwin({
  secretKey: STRIPE_SECRET_KEY,
  publishableKey: STRIPE_PUBLISHABLE_KEY,
  webhookSecret: STRIPE_WEBHOOK_SECRET,
  webhookUrl: STRIPE_WEBHOOK_URL,
});
const mail = await startMailTwin();
process.stdin.once('end', () => process.exit()).resume();
process.stdout.write(JSON.stringify({ ready: { stripe: twin.url, mail: mail.url, smtp: mail.smtpUrl } }) + '\\n');
`;

const built = new Map<string, Promise<string>>();

/**
 * The server under test as one file that starts in a fifth of a second: the product's own modules, with `patches`
 * applied to the copy. Rejects when a patch does not find its text, so that a refactoring cannot disarm it.
 */
export function bundleServer(variant: string, patches: readonly Patch[]): Promise<string> {
  return once(`server-${variant}`, (outfile) =>
    bundle(outfile, { entryPoints: [join(repoRoot, 'scripts/simulate/server.ts')] }, [
      ...shortWaits,
      ...patches,
    ]),
  );
}

/** The twins of Stripe and of a mail server as one file. */
export function bundleTwins(): Promise<string> {
  const stdin = { contents: twinProgram, resolveDir: repoRoot, loader: 'ts' } as const;
  return once('twins', (outfile) => bundle(outfile, { stdin }, []));
}

function once(name: string, make: (outfile: string) => Promise<void>): Promise<string> {
  const earlier = built.get(name);
  if (earlier !== undefined) return earlier;
  const outfile = join(simulateRoot, 'bundles', `${name}-${process.pid}.mjs`);
  mkdirSync(join(simulateRoot, 'bundles'), { recursive: true });
  process.once('exit', () => rmSync(outfile, { force: true }));
  const path = make(outfile).then(() => outfile);
  built.set(name, path);
  return path;
}

type Entry = Pick<Parameters<typeof build>[0], 'entryPoints' | 'stdin'>;

async function bundle(outfile: string, entry: Entry, patches: readonly Patch[]): Promise<void> {
  const applied = new Set<Patch>();
  await build({
    ...entry,
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    alias: { '@': repoRoot },
    // pg asks for it and goes on without; the twin's browser pages, which compile on demand, are not visited.
    external: ['pg-native', 'typescript'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
    plugins: [patching(patches, applied)],
  });
  const missed = patches.find((patch) => !applied.has(patch));
  if (missed !== undefined) throw new Error(`${missed.file} is not part of the server any more.`);
}

function patching(patches: readonly Patch[], applied: Set<Patch>): Plugin {
  return {
    name: 'patching',
    setup(hooks) {
      for (const file of new Set(patches.map((patch) => patch.file))) {
        const filter = new RegExp(`${join(repoRoot, file).replaceAll(/[.\\/]/g, '\\$&')}$`);
        hooks.onLoad({ filter }, async ({ path }) => {
          const source = await readFile(path, 'utf8');
          const ours = patches.filter((patch) => patch.file === file);
          ours.forEach((patch) => applied.add(patch));
          return { contents: ours.reduce(applyPatch, source), loader: 'ts' };
        });
      }
    },
  };
}

function applyPatch(source: string, { file, find, replace }: Patch): string {
  const places = source.split(find).length - 1;
  if (places !== 1) throw new Error(`${file} has this text ${places} times, not once:\n${find}`);
  return source.replace(find, () => replace);
}
