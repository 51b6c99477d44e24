import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { repoRoot } from '../repo-root';

const planFacts = z.object({
  name: z.string(),
  account: z.string(),
  region: z.string(),
  /** Everywhere that it has stacks: its own region first. */
  regions: z.array(z.string()).min(1),
  domain: z.string(),
  zone: z.string(),
  shows: z.array(z.object({ name: z.string(), opensAt: z.iso.datetime(), endsAt: z.iso.datetime() })),
  /** Execution environments that its functions keep for themselves. */
  reserved: z.int(),
  /** Names of secrets that an operator has to put in. */
  givenSecrets: z.array(z.string()),
});

/** What is to be known of a checked plan outside of infra. */
export type PlanFacts = z.infer<typeof planFacts>;

/** Has infra read and check `infra/config/<name>.ts`. Rejects with one line per problem; no network, nothing is written. */
export async function readPlan(name: string): Promise<PlanFacts> {
  const print = [`--import`, import.meta.resolve('tsx'), join(repoRoot, 'infra/print-plan.ts'), name];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, print, { cwd: repoRoot });
    return planFacts.parse(JSON.parse(stdout));
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    if (said === '') throw error;
    throw new Error(`${said}\nNothing was called and nothing was written.`);
  }
}
