import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { clientOf } from './aws-clients';
import type { PlanFacts } from './read-plan';

/** So many of an account's environments cannot be reserved (Lambda Developer Guide, Configuring reserved concurrency). */
const unreservable = 100;

/**
 * Looks whether the account may run as many environments at once as the plan reserves; new accounts often may not, and the
 * portal would fail after database and video were made. Rejects with the quota to ask for.
 */
export async function checkConcurrency({ name, region, reserved }: PlanFacts): Promise<void> {
  const { AccountLimit } = await new LambdaClient(clientOf(region)).send(new GetAccountSettingsCommand({}));
  const limit = AccountLimit?.ConcurrentExecutions ?? 0;
  const wanted = reserved + unreservable;
  console.log(`   ${limit} environments at once; ${name} reserves ${reserved}`);
  if (limit >= wanted) return;
  throw new Error(
    `Lambda may run ${limit} environments at once in ${region}, and ${name} wants ${wanted}: ${reserved} that it reserves (capacity.reserved) and ${unreservable} that cannot be.\n` +
      `→ Service Quotas, AWS Lambda, "Concurrent executions": ask for ${wanted} or more; it can take days. Or reserve less.`,
  );
}
