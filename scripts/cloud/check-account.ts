import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { clientOf } from './aws-clients';
import type { PlanFacts } from './read-plan';

/** Asks AWS whose credentials these are. Rejects, saying what to do, where they or `AWS_REGION` are not those of the plan. */
export async function checkAccount({ name, account, region }: PlanFacts): Promise<void> {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const wanted = AWS_REGION ?? AWS_DEFAULT_REGION ?? region;
  if (wanted !== region)
    throw new Error(
      `AWS_REGION is ${wanted}, and the plan ${name} is for ${region}.\n` +
        `→ unset AWS_REGION (the plan decides), or name another plan.`,
    );
  const found = await askWho(region);
  if (found !== account)
    throw new Error(
      `These credentials are of account ${found}, and the plan ${name} is for ${account}. Nothing was done.\n` +
        `→ use credentials of ${account} (AWS_PROFILE=…), or correct \`account\` in the plan.`,
    );
  console.log(`   account ${account}, region ${region}`);
}

async function askWho(region: string): Promise<string> {
  const client = new STSClient(clientOf(region));
  const { Account } = await client.send(new GetCallerIdentityCommand({})).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `AWS does not say whose credentials these are: ${why}\n` +
        `→ put credentials into the environment (AWS_PROFILE, aws sso login) and try again.`,
      { cause: error },
    );
  });
  return Account ?? 'unknown';
}
