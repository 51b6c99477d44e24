import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { z } from 'zod';
import { buildSystem } from './build-system';
import { installation as example } from './config/example';
import { checkInstallation, type Installation } from './config/installation';
import { readOpenNextOutput } from './portal/open-next-output';

/** A build as `open-next` leaves it, with functions that do nothing. */
export const builtFixture = join(import.meta.dirname, 'test-fixtures/built');

const resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  DependsOn: z.union([z.string(), z.array(z.string())]).optional(),
});
const template = z.object({ Resources: z.record(z.string(), resource).default({}) });

export type Resource = z.infer<typeof resource> & { readonly stack: string; readonly id: string };

export interface System {
  readonly templates: ReadonlyMap<string, unknown>;
  readonly resources: readonly Resource[];
}

export function examplePlan(change: (plan: Installation) => Installation = (plan) => plan): Installation {
  const checked = checkInstallation(example);
  if (!checked.ok) throw new Error(checked.problems.join('\n'));
  return change(checked.installation);
}

/** Every template of the plan; cdk-nag has agreed to it, or this throws with what it found. */
export function synthesize(plan: Installation, now = new Date('2026-11-29T00:00:00Z')): System {
  const outdir = mkdtempSync(join(tmpdir(), 'stagedoor-infra-'));
  try {
    // Stack traces of every construct, mapped to sources, take most of a test's time.
    const app = new App({ outdir, stackTraces: false, treeMetadata: false, analyticsReporting: false });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    buildSystem(app, plan, { output: readOpenNextOutput(builtFixture), now });
    const templates = new Map<string, unknown>(
      app
        .synth()
        .stacks.map(({ stackName, template: made }) => [stackName.slice(plan.name.length + 1), made]),
    );
    return { templates, resources: [...templates].flatMap(([stack, made]) => resourcesOf(stack, made)) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function resourcesOf(stack: string, made: unknown): Resource[] {
  return Object.entries(template.parse(made).Resources).map(([id, parsed]) => ({ ...parsed, stack, id }));
}

/** Resources of a type, as `stack/id` is of no interest to most tests. */
export function ofType({ resources }: System, type: string): readonly Resource[] {
  return resources.filter((candidate) => candidate.Type === type);
}
