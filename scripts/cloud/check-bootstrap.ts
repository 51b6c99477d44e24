import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { clientOf, isAwsError } from './aws-clients';
import type { PlanFacts } from './read-plan';

/** As CDK's own synthesizer writes it into every template (`requiresBootstrapStackVersion`). */
const oldestVersion = 6;

/** Looks whether `cdk bootstrap` was run in every region of the plan. Rejects with the exact command where it was not. */
export async function checkBootstrap({ account, regions }: PlanFacts): Promise<void> {
  const missing: string[] = [];
  for (const region of regions) {
    const version = await bootstrapVersion(region);
    console.log(`   ${region}: ${version === 0 ? 'not bootstrapped' : `version ${version}`}`);
    if (version < oldestVersion) missing.push(`aws://${account}/${region}`);
  }
  if (missing.length === 0) return;
  throw new Error(
    `CDK's own parts are missing or too old in ${missing.length} of ${regions.length} regions.\n` +
      `→ npx cdk bootstrap ${missing.join(' ')}`,
  );
}

async function bootstrapVersion(region: string): Promise<number> {
  try {
    const command = new GetParameterCommand({ Name: '/cdk-bootstrap/hnb659fds/version' });
    const { Parameter } = await new SSMClient(clientOf(region)).send(command);
    return Number(Parameter?.Value ?? 0);
  } catch (error) {
    if (isAwsError(error, 'ParameterNotFound')) return 0;
    throw error;
  }
}
