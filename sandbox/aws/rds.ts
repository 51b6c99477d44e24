import type { Cluster, Instance } from './aws-account';
import { type AwsCall, readForm, readList, readTags, requireField } from './aws-call';
import { AwsError, type AwsReply, queryReply } from './aws-reply';

type Answer = (call: AwsCall, form: URLSearchParams) => object;

/** Clusters and instances change their state when somebody looks: what begins in one look is over in the next. */
const actions: Readonly<Record<string, Answer>> = {
  DescribeDBClusters: (call, form) => {
    const cluster = requireCluster(call, form.get('DBClusterIdentifier') ?? '');
    const reply = { DBClusters: { DBCluster: [describe(call, cluster)] } };
    if (cluster.status === 'creating') cluster.status = 'available';
    if (cluster.status === 'deleting') call.account.clusters.delete(cluster.id);
    return reply;
  },
  ModifyDBCluster: (call, form) => {
    const cluster = requireCluster(call, requireField(form, 'DBClusterIdentifier'));
    if (form.has('DeletionProtection')) cluster.isProtected = form.get('DeletionProtection') === 'true';
    return { DBCluster: describe(call, cluster) };
  },
  RestoreDBClusterToPointInTime: restore,
  CreateDBInstance: (call, form) => {
    const clusterId = requireField(form, 'DBClusterIdentifier');
    if (requireCluster(call, clusterId).status !== 'available')
      throw new AwsError('InvalidDBClusterStateFault', `DBCluster ${clusterId} is not available.`);
    const id = requireField(form, 'DBInstanceIdentifier');
    const instance: Instance = { id, clusterId, status: 'creating' };
    call.account.instances.set(id, instance);
    return { DBInstance: describeInstance(instance) };
  },
  DescribeDBInstances: (call, form) => {
    const instance = requireInstance(call, form);
    const reply = { DBInstances: { DBInstance: [describeInstance(instance)] } };
    if (instance.status === 'creating') instance.status = 'available';
    return reply;
  },
  DeleteDBInstance: (call, form) => {
    const instance = requireInstance(call, form);
    instance.status = 'deleting';
    call.account.instances.delete(instance.id);
    return { DBInstance: describeInstance(instance) };
  },
  DeleteDBCluster: deleteCluster,
  DescribeDBClusterSnapshots: ({ account, region }, form) => ({
    DBClusterSnapshots: {
      DBClusterSnapshot: account.snapshots
        .filter((each) => each.region === region && each.clusterId === form.get('DBClusterIdentifier'))
        .map(({ id, clusterId }) => ({
          DBClusterSnapshotIdentifier: id,
          DBClusterIdentifier: clusterId,
          SnapshotType: 'manual',
          Status: 'available',
        })),
    },
  }),
};

export function answerRds(call: AwsCall): AwsReply {
  const form = readForm(call);
  const action = requireField(form, 'Action');
  const answer = actions[action];
  if (answer === undefined) throw new AwsError('InvalidAction', `Could not find operation ${action}`);
  return queryReply(action, answer(call, form));
}

function requireCluster({ account, region }: AwsCall, id: string): Cluster {
  const found = account.clusters.get(id);
  if (found?.region === region) return found;
  throw new AwsError('DBClusterNotFoundFault', `DBCluster ${id} not found.`, 404);
}

function requireInstance({ account }: AwsCall, form: URLSearchParams): Instance {
  const id = requireField(form, 'DBInstanceIdentifier');
  const found = account.instances.get(id);
  if (found === undefined) throw new AwsError('DBInstanceNotFound', `DBInstance ${id} not found.`, 404);
  return found;
}

function restore(call: AwsCall, form: URLSearchParams): object {
  const { account, region } = call;
  const id = requireField(form, 'DBClusterIdentifier');
  const source = requireCluster(call, requireField(form, 'SourceDBClusterIdentifier'));
  if (account.clusters.has(id))
    throw new AwsError('DBClusterAlreadyExistsFault', `DBCluster ${id} already exists.`);
  if (source.restorableTo === undefined)
    throw new AwsError('InvalidRestoreFault', 'The cluster has no automatic backup to restore.');
  const wanted = form.get('RestoreToTime');
  if (wanted !== null && new Date(wanted) > source.restorableTo)
    throw new AwsError(
      'InvalidParameterValue',
      'The specified time is later than the latest restorable time.',
    );
  const cluster: Cluster = {
    id,
    region,
    tags: readTags(form, 'Tags.Tag'),
    endpoint: `${id}.cluster-abc123def456.${region}.rds.amazonaws.com`,
    subnetGroup: form.get('DBSubnetGroupName') ?? 'default',
    groups: readList(form, 'VpcSecurityGroupIds.VpcSecurityGroupId'),
    isProtected: form.get('DeletionProtection') === 'true',
    status: 'creating',
  };
  account.clusters.set(id, cluster);
  return { DBCluster: describe(call, cluster) };
}

function deleteCluster(call: AwsCall, form: URLSearchParams): object {
  const cluster = requireCluster(call, requireField(form, 'DBClusterIdentifier'));
  if (cluster.isProtected)
    throw new AwsError(
      'InvalidParameterCombination',
      'Cannot delete protected Cluster, please disable deletion protection and try again.',
    );
  if (cluster.status === 'creating')
    throw new AwsError('InvalidDBClusterStateFault', 'The DB cluster is not in a valid state.');
  if ([...call.account.instances.values()].some(({ clusterId }) => clusterId === cluster.id))
    throw new AwsError(
      'InvalidDBClusterStateFault',
      'Cluster cannot be deleted, it still contains DB instances in non-deleting state.',
    );
  if (form.get('SkipFinalSnapshot') !== 'true' && !form.has('FinalDBSnapshotIdentifier'))
    throw new AwsError(
      'InvalidParameterCombination',
      'FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.',
    );
  cluster.status = 'deleting';
  return { DBCluster: describe(call, cluster) };
}

function describe({ account }: AwsCall, cluster: Cluster): object {
  return {
    DBClusterIdentifier: cluster.id,
    DBClusterArn: `arn:aws:rds:${cluster.region}:${account.id}:cluster:${cluster.id}`,
    Status: cluster.status,
    Engine: 'aurora-postgresql',
    EngineVersion: '18.4',
    Endpoint: cluster.endpoint,
    DBSubnetGroup: cluster.subnetGroup,
    DeletionProtection: cluster.isProtected,
    LatestRestorableTime: cluster.restorableTo?.toISOString(),
    VpcSecurityGroups: {
      VpcSecurityGroupMembership: cluster.groups.map((VpcSecurityGroupId) => ({ VpcSecurityGroupId })),
    },
  };
}

function describeInstance({ id, clusterId, status }: Instance): object {
  return {
    DBInstanceIdentifier: id,
    DBClusterIdentifier: clusterId,
    DBInstanceStatus: status,
    DBInstanceClass: 'db.serverless',
  };
}
