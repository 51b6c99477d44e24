import { type App, Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Port, SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  Credentials,
  DatabaseCluster,
  DatabaseClusterEngine,
  type DatabaseProxy,
} from 'aws-cdk-lib/aws-rds';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { acknowledge } from '../acknowledge';
import type { Installation } from '../config/installation';
import { installationStack } from '../installation-stack';
import { logDays } from '../operations/log-days';
import { scheduleAcu } from './acu-schedule';
import { drillGroup } from './drill-group';
import type { Network } from './network-stack';

export const databaseName = 'stagedoor';

export interface Data {
  readonly stack: Stack;
  readonly cluster: DatabaseCluster;
  readonly proxy: DatabaseProxy;
  /** `username` and `password`, made by AWS. */
  readonly secret: ISecret;
}

/** Aurora PostgreSQL behind a proxy: TLS only, encrypted, kept as a snapshot when the stack is removed. */
export function dataStack(
  app: App,
  plan: Installation,
  { network, now }: { network: Network; now: Date },
): Data {
  const stack = installationStack(app, plan, {
    name: 'data',
    description: 'Aurora PostgreSQL and its proxy',
  });
  const groups = securityGroups(stack, network);
  const cluster = makeCluster(stack, plan, { network, group: groups.database });
  const { secret } = cluster;
  if (secret === undefined) throw new Error('generated credentials have a secret');
  const proxy = cluster.addProxy('Proxy', {
    // CDK's own name is `Proxy`, which an account has once in a region.
    dbProxyName: `stagedoor-${plan.name}`,
    vpc: network.vpc,
    vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
    secrets: [secret],
    securityGroups: [groups.proxy],
    requireTLS: true,
    // A function in a shut-down environment must not keep a connection for long; ours wait 3 s for one.
    idleClientTimeout: Duration.minutes(10),
    borrowTimeout: Duration.seconds(3),
  });
  scheduleAcu(stack, plan, { cluster, now });
  drillGroup(stack, network);
  acknowledge(cluster.node.findChild('Secret'), {
    'AwsSolutions-SMG4':
      'Only RDS Proxy and our functions know it; a running pool would lose its connections to a timer, so it is changed by hand between shows (docs/deploy.md).',
  });
  return { stack, cluster, proxy, secret };
}

interface Place {
  readonly network: Network;
  readonly group: SecurityGroup;
}

/** One way only: functions → proxy → database; `addProxy` adds the last step itself. */
function securityGroups(
  stack: Stack,
  { vpc, functions }: Network,
): { proxy: SecurityGroup; database: SecurityGroup } {
  const closed = (id: string, description: string): SecurityGroup =>
    new SecurityGroup(stack, id, { vpc, description, allowAllOutbound: false });
  const proxy = closed('ProxyGroup', 'RDS Proxy');
  const database = closed('DatabaseGroup', 'Aurora');
  const postgres = Port.tcp(5432);
  proxy.addIngressRule(functions, postgres, 'functions to proxy');
  return { proxy, database };
}

const parameters = {
  'rds.force_ssl': '1',
  // What lib/db/client.ts asks any other server for, in ms: RDS Proxy refuses a session that asks for it.
  statement_timeout: '15000',
  idle_in_transaction_session_timeout: '15000',
} as const;

function makeCluster(stack: Stack, plan: Installation, { network, group }: Place): DatabaseCluster {
  const { quietAcu } = plan.capacity;
  const clusterIdentifier = `stagedoor-${plan.name}`;
  // Made before RDS would make one that keeps everything for ever.
  const logs = new LogGroup(stack, 'DatabaseLogs', {
    logGroupName: `/aws/rds/cluster/${clusterIdentifier}/postgresql`,
    retention: logDays(plan.retention.logDays),
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const cluster = new DatabaseCluster(stack, 'Database', {
    clusterIdentifier,
    // The version that `npm test` runs against.
    engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_18_4 }),
    defaultDatabaseName: databaseName,
    credentials: Credentials.fromGeneratedSecret('stagedoor', {
      excludeCharacters: ' %+~`#$&*()|[]{}:;<>?!\'/@"\\,=^',
    }),
    writer: ClusterInstance.serverlessV2('Writer', { enablePerformanceInsights: true }),
    // Follows the writer in size: a failover takes seconds and meets a warm instance.
    readers: [
      ClusterInstance.serverlessV2('Standby', { scaleWithWriter: true, enablePerformanceInsights: true }),
    ],
    serverlessV2MinCapacity: quietAcu.min,
    serverlessV2MaxCapacity: quietAcu.max,
    vpc: network.vpc,
    vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
    securityGroups: [group],
    storageEncrypted: true,
    iamAuthentication: true,
    parameters,
    backup: { retention: Duration.days(plan.retention.backupDays), preferredWindow: '18:00-19:00' },
    preferredMaintenanceWindow: 'mon:19:30-mon:20:30',
    copyTagsToSnapshot: true,
    cloudwatchLogsExports: ['postgresql'],
    deletionProtection: true,
    removalPolicy: RemovalPolicy.SNAPSHOT,
  });
  cluster.node.addDependency(logs);
  return cluster;
}
