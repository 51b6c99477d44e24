import { ModifyDBClusterCommand, RDSClient } from '@aws-sdk/client-rds';
import { clientOf } from './aws-clients';
import { findCluster } from './find-cluster';
import type { PlanFacts } from './read-plan';

/** Switches the deletion protection of the installation's database on or off. False: there is no such database any more. */
export async function protectDatabase(plan: PlanFacts, isProtected: boolean): Promise<boolean> {
  const DBClusterIdentifier = `stagedoor-${plan.name}`;
  if ((await findCluster(plan.region, DBClusterIdentifier)) === undefined) return false;
  const change = { DBClusterIdentifier, DeletionProtection: isProtected, ApplyImmediately: true };
  await new RDSClient(clientOf(plan.region)).send(new ModifyDBClusterCommand(change));
  return true;
}
