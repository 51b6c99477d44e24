import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const bundle = z.object({ handler: z.string(), bundle: z.string() });
const functionOrigin = bundle.extend({ type: z.literal('function'), streaming: z.boolean().default(false) });

/** What `open-next build` says it made (@opennextjs/aws 4.1, dist/build/generateOutput.js). */
const schema = z.object({
  origins: z.object({
    s3: z.object({
      type: z.literal('s3'),
      originPath: z.string(),
      copy: z.array(
        z.object({
          from: z.string(),
          to: z.string(),
          cached: z.boolean(),
          versionedSubDir: z.string().optional(),
        }),
      ),
    }),
    default: functionOrigin,
  }),
  behaviors: z.array(z.object({ pattern: z.string(), origin: z.string().optional() })),
  additionalProps: z.object({
    initializationFunction: bundle.optional(),
    revalidationFunction: bundle.optional(),
  }),
});

export interface Bundle {
  /** Absolute path of a folder. */
  readonly folder: string;
  readonly handler: string;
}

export interface OpenNextOutput {
  readonly server: Bundle & { readonly streaming: boolean };
  /** License, beat and certificate; a tick of the jobs; migrations; records; operators' acts. Bundled by hand from the same code. */
  readonly license: Bundle;
  readonly jobs: Bundle;
  readonly migrate: Bundle;
  readonly records: Bundle;
  readonly operator: Bundle;
  readonly revalidation: Bundle | undefined;
  /** SHA-256 (hexadecimal) of what the revalidation function shows to have a page rendered again. */
  readonly againDigest: string | undefined;
  readonly tagSeed: Bundle | undefined;
  readonly assets: readonly {
    readonly folder: string;
    readonly to: string;
    readonly versioned: string | undefined;
  }[];
  readonly assetPath: string;
  /** Path patterns that the bucket answers. */
  readonly assetPatterns: readonly string[];
}

/** Reads the build under `root`. Throws naming what is missing and the command that makes it. */
export function readOpenNextOutput(root: string): OpenNextOutput {
  const path = join(root, '.open-next/open-next.output.json');
  if (!existsSync(path))
    throw new Error(`There is no ${path}. Run \`npm run build:aws\` first: infra deploys what it made.`);
  const result = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`${path} is none that we can read:\n${problems.join('\n')}`);
  }
  const { origins, behaviors, additionalProps: more } = result.data;
  const at = (part: { bundle: string; handler: string }): Bundle => ({
    folder: folder(root, part.bundle),
    handler: part.handler,
  });
  const own = (name: string): Bundle => at({ bundle: `.open-next/own/${name}`, handler: 'index.handler' });
  return {
    server: { ...at(origins.default), streaming: origins.default.streaming },
    license: own('license'),
    jobs: own('jobs'),
    migrate: own('migrate'),
    records: own('records'),
    operator: own('operator'),
    revalidation: more.revalidationFunction && at(more.revalidationFunction),
    againDigest: more.revalidationFunction && againDigest(root, more.revalidationFunction.bundle),
    tagSeed: more.initializationFunction && at(more.initializationFunction),
    assets: origins.s3.copy.map(({ from, to, versionedSubDir }) => ({
      folder: folder(root, from),
      to,
      versioned: versionedSubDir,
    })),
    assetPath: origins.s3.originPath,
    assetPatterns: behaviors.filter(({ origin }) => origin === 's3').map(({ pattern }) => pattern),
  };
}

const prerenderManifest = z.object({ preview: z.object({ previewModeId: z.string().min(16) }) });

/** Next makes the id anew with every build; OpenNext lays the manifest with it beside its revalidation function. */
function againDigest(root: string, bundle: string): string {
  const file = folder(root, `${bundle}/prerender-manifest.json`);
  const { previewModeId } = prerenderManifest.parse(JSON.parse(readFileSync(file, 'utf8'))).preview;
  return createHash('sha256').update(previewModeId).digest('hex');
}

function folder(root: string, path: string): string {
  const found = join(root, path);
  if (!existsSync(found)) throw new Error(`There is no ${found}. Run \`npm run build:aws\` again.`);
  return found;
}
