import { isAwsError } from '../cloud/aws-clients';
import { checkAccount } from '../cloud/check-account';
import { invokeFunction } from '../cloud/invoke-function';
import { type PlanFacts, readPlan } from '../cloud/read-plan';
import { stage } from '../cloud/stage';
import type { OperatorAct } from './operator-act';

/**
 * Has an installation on AWS do it, in the function that reaches its database; what it answers is for `operatorReplies`.
 * Rejects with what to do where the plan, the account or the function are not there, and with the function's own words when
 * it failed.
 */
export async function askInstallation(name: string, act: OperatorAct): Promise<unknown> {
  const plan = await stage('The plan', () => readPlan(name));
  await stage('Whose account', () => checkAccount(plan));
  return stage(`${act.act} at ${plan.domain}`, () => invoke(plan, act));
}

async function invoke({ name, region }: PlanFacts, act: OperatorAct): Promise<unknown> {
  return invokeFunction(region, `${name}-operator`, act).catch((error: unknown) => {
    if (!isAwsError(error, 'ResourceNotFoundException')) throw error;
    throw new Error(`There is no function ${name}-operator.\n→ npm run deploy -- ${name} makes it.`, {
      cause: error,
    });
  });
}
