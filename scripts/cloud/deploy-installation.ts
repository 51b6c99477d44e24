import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildAwsWhereChanged } from '../aws/build/build-aws';
import { dataRoot, repoRoot } from '../repo-root';
import type { OnStop } from '../run-command';
import { askOperator } from './ask-operator';
import { checkAccount } from './check-account';
import { checkBootstrap } from './check-bootstrap';
import { checkConcurrency } from './check-concurrency';
import { leftByHand } from './left-by-hand';
import { type PlanFacts, readPlan } from './read-plan';
import { runCdk } from './run-cdk';
import { showThatIsOn } from './shows-of-plan';
import { stage } from './stage';
import { synthesizePlan } from './synthesize-plan';

export interface DeployWish {
  readonly name: string;
  /** Changes of rights and of network ways are not asked about. */
  readonly isAgreed: boolean;
  readonly isDuringShow: boolean;
}

/** The place that infra/synth.ts takes, too. */
const assembly = process.env.STAGEDOOR_SYNTH_TO ?? join(repoRoot, 'infra/cdk.out');

/**
 * Deploys a plan, from the check of its fields to the list of what is left to do by hand. Safe to run again: what is as the
 * plan says is left alone. Rejects with what went wrong and what to do next; what comes before the last question changes
 * nothing in the account.
 */
export async function deployInstallation(onStop: OnStop, wish: DeployWish): Promise<void> {
  const plan = await stage('The plan', () => readPlan(wish.name));
  refuseDuringShow(plan, wish);
  await stage('Whose account', () => checkAccount(plan));
  await stage('CDK in each region', () => checkBootstrap(plan));
  await stage('How many functions at once', () => checkConcurrency(plan));
  await stage('Build', () => build(onStop));
  await stage('Templates', () => synthesizePlan(onStop, { name: wish.name, folder: assembly }));
  await stage('What changes in rights and network', () => showChanges(onStop, wish));
  // Whoever was asked may have answered an hour later.
  refuseDuringShow(plan, wish);
  await stage('Deploy', () => deploy(onStop, plan));
  const left = await stage('What is left to do by hand', () => leftByHand(plan));
  for (const line of left) console.log(` - ${line}`);
  console.log(`\nThen: npm run preflight -- --installation ${plan.name}`);
}

function refuseDuringShow(plan: PlanFacts, { isDuringShow }: DeployWish): void {
  const show = showThatIsOn(plan, new Date());
  if (show === undefined || isDuringShow) return;
  throw new Error(
    `${show.name} is on from ${show.opensAt} until ${show.endsAt}: nothing is deployed during a show, nor in the hour and a half before.\n` +
      '→ wait for its end; with --during-show only what stops the show, never within ten minutes of opensAt or endsAt.',
  );
}

async function build(onStop: OnStop): Promise<void> {
  const { STAGEDOOR_BUILT_IN } = process.env;
  if (STAGEDOOR_BUILT_IN) return console.log(`   as it is in ${STAGEDOOR_BUILT_IN}`);
  const { built } = await buildAwsWhereChanged(onStop);
  if (!built) console.log('   .open-next is up to date');
}

async function showChanges(onStop: OnStop, { name, isAgreed }: DeployWish): Promise<void> {
  const code = await runCdk(onStop, ['diff', '--app', assembly, '--security-only', '--method=template']);
  if (code !== 0)
    throw new Error('The comparison with what is deployed failed (see above). Nothing was changed.');
  if (isAgreed) return;
  const answer = await askOperator('\nDeploy it? (yes/no) ');
  if (answer === 'yes') return;
  throw new Error(
    `Nothing was deployed.\n→ ${answer === undefined ? `npm run deploy -- ${name} --yes` : 'run it again and answer yes'}`,
  );
}

async function deploy(onStop: OnStop, { name }: PlanFacts): Promise<void> {
  mkdirSync(dataRoot, { recursive: true });
  const outputs = join(dataRoot, `${name}-outputs.json`);
  const flags = ['--require-approval', 'never', '--concurrency', '3', '--outputs-file', outputs];
  const code = await runCdk(onStop, ['deploy', '--app', assembly, '--all', ...flags]);
  if (code !== 0)
    throw new Error(
      'A stack was not deployed: CloudFormation took it back to what it was, finished stacks stay (see above).\n' +
        `→ mend the first reason above and run npm run deploy -- ${name} again: it goes on where it stopped.`,
    );
  console.log(`   outputs: ${outputs}`);
}
