import {
  CreateDBInstanceCommand,
  type DBCluster,
  DeleteDBClusterCommand,
  DeleteDBInstanceCommand,
  DescribeDBInstancesCommand,
  RDSClient,
  RestoreDBClusterToPointInTimeCommand,
} from '@aws-sdk/client-rds';
import { clientOf, isAwsError } from './aws-clients';
import { findCluster } from './find-cluster';
import { findTagged } from './find-tagged';
import type { PlanFacts } from './read-plan';
import { until } from './until';

/** Minutes that AWS may take for either; a terabyte takes hours, ours are small. */
const patienceMinutes = 90;

const idOf = ({ name }: PlanFacts): string => `stagedoor-${name}-drill`;

/** Begins to restore the live cluster as it was at a moment, beside it, where only our functions reach it. */
export async function beginRestore(plan: PlanFacts, live: DBCluster, restoredTo: Date): Promise<void> {
  const client = new RDSClient(clientOf(plan.region));
  const tags = { 'stagedoor:installation': plan.name, 'stagedoor:part': 'drill' };
  const group = await drillGroupId(plan);
  await client.send(
    new RestoreDBClusterToPointInTimeCommand({
      DBClusterIdentifier: idOf(plan),
      SourceDBClusterIdentifier: live.DBClusterIdentifier,
      // Of the backup: a clone (copy-on-write) would only prove that the live one is there.
      RestoreType: 'full-copy',
      RestoreToTime: restoredTo,
      DBSubnetGroupName: live.DBSubnetGroup,
      VpcSecurityGroupIds: [group],
      ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 4 },
      DeletionProtection: false,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  );
}

/** Waits for the cluster, gives it an instance, which RDS allows only then, and waits for that; resolves with the host. */
export async function awaitRestored(plan: PlanFacts, pollMs: number): Promise<string> {
  const client = new RDSClient(clientOf(plan.region));
  const wait = { pollMs, patienceMinutes };
  const cluster = await until(`the cluster ${idOf(plan)}`, wait, async () => {
    const found = await findCluster(plan.region, idOf(plan));
    return found?.Status === 'available' ? found : undefined;
  });
  await client.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: `${idOf(plan)}-1`,
      DBClusterIdentifier: idOf(plan),
      DBInstanceClass: 'db.serverless',
      Engine: 'aurora-postgresql',
      PubliclyAccessible: false,
    }),
  );
  await until(`its instance`, wait, async () => {
    const command = new DescribeDBInstancesCommand({ DBInstanceIdentifier: `${idOf(plan)}-1` });
    const [instance] = (await client.send(command)).DBInstances ?? [];
    return instance?.DBInstanceStatus === 'available' ? instance : undefined;
  });
  if (cluster.Endpoint === undefined) throw new Error('The restored cluster has no endpoint.');
  return cluster.Endpoint;
}

/**
 * Removes what a drill made, without a snapshot; waits for a cluster that is still being made, which RDS does not delete. Safe
 * to call when there is nothing, and again.
 */
export async function removeDrill(plan: PlanFacts, pollMs: number): Promise<void> {
  const client = new RDSClient(clientOf(plan.region));
  const instance = { DBInstanceIdentifier: `${idOf(plan)}-1`, SkipFinalSnapshot: true };
  const cluster = { DBClusterIdentifier: idOf(plan), SkipFinalSnapshot: true };
  await until(`the removal of ${idOf(plan)}`, { pollMs, patienceMinutes }, async () => {
    const found = await findCluster(plan.region, idOf(plan));
    if (found === undefined || found.Status === 'deleting') return true;
    await client.send(new DeleteDBInstanceCommand(instance)).catch(unlessTooEarly);
    return client.send(new DeleteDBClusterCommand(cluster)).then(() => true, unlessTooEarly);
  });
}

/** Is there one already: of somebody else's drill, or left over? One that is on its way out is waited for. */
export function isDrillThere(plan: PlanFacts, pollMs: number): Promise<boolean> {
  return until('the end of an earlier drill', { pollMs, patienceMinutes }, async () => {
    const found = await findCluster(plan.region, idOf(plan));
    if (found?.Status === 'deleting') return undefined;
    return found !== undefined;
  });
}

/** Not there (any more), or in a state in which RDS deletes nothing: seen again at the next look. */
function unlessTooEarly(error: unknown): undefined {
  if (isAwsError(error, 'DBInstanceNotFoundFault', 'DBClusterNotFoundFault')) return undefined;
  if (isAwsError(error, 'InvalidDBInstanceStateFault', 'InvalidDBClusterStateFault')) return undefined;
  throw error;
}

/** Made by infra for drills alone, and found by its tag. */
async function drillGroupId({ name, region }: PlanFacts): Promise<string> {
  const tags = { 'stagedoor:installation': name, 'stagedoor:use': 'restore-drill' };
  const [arn] = await findTagged({ region, tags, type: 'ec2:security-group' });
  const id = arn?.split('/').at(-1);
  if (id !== undefined) return id;
  throw new Error(
    `There is no security group for drills.\n→ npm run deploy -- ${name} makes it; nothing was restored.`,
  );
}
