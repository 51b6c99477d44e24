import { join } from 'node:path';
import { dataRoot, repoRoot } from '../repo-root';
import type { OnStop } from '../run-command';
import { askOperator } from './ask-operator';
import { bringRecords, type BroughtRecords } from './bring-records';
import { checkAccount } from './check-account';
import { protectDatabase } from './protect-database';
import { type PlanFacts, readPlan } from './read-plan';
import { runCdk } from './run-cdk';
import { showToCome } from './shows-of-plan';
import { stage } from './stage';
import { synthesizePlan } from './synthesize-plan';
import { whatStays } from './what-stays';

export interface TeardownWish {
  readonly name: string;
  readonly isBeforeShows: boolean;
  /** The installation's name, where nobody can be asked to type it. */
  readonly confirmed: string | undefined;
  /** Where exports are brought to; absent: `records/` in this clone. */
  readonly recordsIn?: string | undefined;
}

/** Removing asks for names and order only, which any build has: none has to be made. */
const anyBuild = join(repoRoot, 'infra/test-fixtures/built');

/**
 * Removes an installation after its records were exported, brought here and checked, and lists what stays. Safe to run again
 * after a failure: it goes on where it stopped. Rejects with what to do next; nothing is destroyed before the name was typed.
 */
export async function tearDownInstallation(onStop: OnStop, wish: TeardownWish): Promise<void> {
  const plan = await stage('The plan', () => readPlan(wish.name));
  refuseBeforeShows(plan, wish);
  await stage('Whose account', () => checkAccount(plan));
  const records = await stage('Export the records, bring them here, check them', () =>
    bringRecords(plan, wish.recordsIn),
  );
  console.log(said(records));
  await confirm(plan, wish);
  const folder = join(dataRoot, `teardown-${plan.name}`);
  await stage('Templates', () => synthesizePlan(onStop, { name: wish.name, folder, builtIn: anyBuild }));
  await stage('Remove the stacks', () => destroy(onStop, plan, folder));
  const remainders = await stage('What stays', () => whatStays(plan));
  for (const { what, why, remove } of remainders) console.log(` - ${what}\n     ${why}\n     → ${remove}`);
  if (records.kind !== 'no-database') console.log(`\nThe records: ${records.folder} (personal data).`);
}

function refuseBeforeShows(plan: PlanFacts, { isBeforeShows }: TeardownWish): void {
  const show = showToCome(plan, new Date());
  if (show === undefined || isBeforeShows) return;
  throw new Error(
    `${show.name} ends only at ${show.endsAt}: an installation with a show to come is not removed.\n` +
      '→ take the show out of the plan, or say --before-shows.',
  );
}

function said(records: BroughtRecords): string {
  if (records.kind === 'no-database') return '   there is no database: nothing to export';
  if (records.kind === 'brought-before')
    return `   the function is gone; the export of ${records.takenAt} is whole: ${records.folder}`;
  return `   ${records.rows} rows, checked → ${records.folder}\n   and in the bucket ${records.bucket}`;
}

async function confirm({ name }: PlanFacts, { confirmed }: TeardownWish): Promise<void> {
  const typed =
    confirmed ?? (await askOperator(`\nEverything but the records goes. Type ${name} to remove it: `));
  if (typed === name) return;
  throw new Error(
    typed === undefined
      ? `Nothing was destroyed.\n→ without a terminal: npm run teardown -- ${name} --confirm ${name}`
      : `"${typed}" is not ${name}: nothing was destroyed.`,
  );
}

/** Where it fails, a database that is still there is protected again. */
async function destroy(onStop: OnStop, plan: PlanFacts, folder: string): Promise<void> {
  await protectDatabase(plan, false);
  const code = await runCdk(onStop, ['destroy', '--app', folder, '--all', '--force']);
  if (code === 0) return;
  const isThere = await protectDatabase(plan, true);
  throw new Error(
    `A stack was not removed (see above)${isThere ? '; the database is there and protected again' : ''}.\n` +
      `→ mend the reason and run npm run teardown -- ${plan.name} again: it goes on where it stopped.`,
  );
}
