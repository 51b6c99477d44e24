import { recordTables } from '../records/record-tables';
import type { OnStop } from '../run-command';
import { checkAccount } from './check-account';
import { awaitRestored, beginRestore, isDrillThere, removeDrill } from './drill-cluster';
import { findCluster } from './find-cluster';
import { invokeFunction } from './invoke-function';
import { type DrillVerdict, judgeDrill, type RowCounts, rowCounts } from './judge-drill';
import { type PlanFacts, readPlan } from './read-plan';
import { stage } from './stage';

export interface DrillWish {
  readonly name: string;
  /** Absent: the newest moment that the backups have. */
  readonly to: Date | undefined;
  /** Takes away what an earlier drill left. */
  readonly isCleaning: boolean;
  readonly pollMs: number;
}

/** Rows of the last minute may have been under way at the moment that was restored. */
const marginMs = 60_000;
const undated = recordTables.filter(({ at }) => at === undefined).map(({ table }) => table);

/**
 * Restores a backup beside the live database, counts its records and compares. True: go. Whatever happens, Ctrl-C too, what
 * it made is removed again; where that fails it says so with the commands. The live database is only read.
 */
export async function rehearseRestore(onStop: OnStop, wish: DrillWish): Promise<boolean> {
  const plan = await stage('The plan', () => readPlan(wish.name));
  await stage('Whose account', () => checkAccount(plan));
  await refuseSecond(plan, wish);
  const started = performance.now();
  const clean = once(() => removeOrSay(plan, wish.pollMs));
  onStop(clean);
  try {
    const live = await findCluster(plan.region, `stagedoor-${plan.name}`);
    const restoredTo = wish.to ?? live?.LatestRestorableTime;
    if (live === undefined || restoredTo === undefined)
      throw new Error(
        'There is no automatic backup to restore.\n→ wait some minutes after the first deployment.',
      );
    await stage(`Restore ${restoredTo.toISOString()} beside the live database`, () =>
      beginRestore(plan, live, restoredTo),
    );
    const host = await stage('Wait for it (a quarter of an hour or more)', () =>
      awaitRestored(plan, wish.pollMs),
    );
    const counts = await stage('Count the records of both', () => countBoth(plan, host, restoredTo));
    const verdict = judgeDrill({ ...counts, undated }, restoredTo);
    report(verdict, (performance.now() - started) / 60_000);
    return verdict.isGo;
  } finally {
    await clean();
  }
}

async function refuseSecond(plan: PlanFacts, { isCleaning, pollMs }: DrillWish): Promise<void> {
  if (!(await isDrillThere(plan, pollMs))) return;
  if (isCleaning) await removeDrill(plan, pollMs);
  throw new Error(
    isCleaning
      ? 'What an earlier drill left is being removed.\n→ run it again in some minutes, without --clean.'
      : `There is a cluster of a drill already: somebody's is running, or one was left.\n→ npm run restore:drill -- ${plan.name} --clean removes it.`,
  );
}

async function countBoth(
  { name, region }: PlanFacts,
  host: string,
  restoredTo: Date,
): Promise<{ live: RowCounts; restored: RowCounts }> {
  const event = { count: true, until: new Date(restoredTo.getTime() - marginMs).toISOString() };
  const count = async (more: object): Promise<RowCounts> =>
    rowCounts.parse(await invokeFunction(region, `${name}-records`, { ...event, ...more }));
  return { live: await count({}), restored: await count({ host }) };
}

function report({ isGo, problems, rows, newestAgeSeconds }: DrillVerdict, minutes: number): void {
  for (const problem of problems) console.log(` - ${problem}`);
  const newest =
    newestAgeSeconds === undefined ? 'no row says its age' : `the newest was ${newestAgeSeconds} s old then`;
  console.log(`\n${isGo ? 'GO' : 'NO-GO'}: ${rows} rows restored, ${newest}; ${minutes.toFixed(1)} minutes.`);
}

async function removeOrSay(plan: PlanFacts, pollMs: number): Promise<void> {
  try {
    await removeDrill(plan, pollMs);
    console.log('\nThe restored database is being removed.');
  } catch (error) {
    const id = `stagedoor-${plan.name}-drill`;
    console.error(
      `\nThe restored database could NOT be removed (${error instanceof Error ? error.message : String(error)}); it costs by the hour.\n` +
        `→ aws rds delete-db-instance --region ${plan.region} --db-instance-identifier ${id}-1\n` +
        `→ aws rds delete-db-cluster --region ${plan.region} --db-cluster-identifier ${id} --skip-final-snapshot`,
    );
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
