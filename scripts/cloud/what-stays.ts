import { DescribeDBClusterSnapshotsCommand, RDSClient } from '@aws-sdk/client-rds';
import { clientOf } from './aws-clients';
import { findTagged } from './find-tagged';
import type { PlanFacts } from './read-plan';

/** Something that is left after a removal. */
export interface Remainder {
  readonly what: string;
  readonly why: string;
  /** What removes it. */
  readonly remove: string;
}

/** Asks AWS, in every region of the plan, what is left of it; and adds what is never in a stack. */
export async function whatStays(plan: PlanFacts): Promise<readonly Remainder[]> {
  const remainders: Remainder[] = [...(await snapshots(plan))];
  for (const region of plan.regions)
    for (const arn of await findTagged({ region, tags: { 'stagedoor:installation': plan.name } }))
      if (!arn.includes(':cluster-snapshot:')) remainders.push(judge(arn, region));
  return [...remainders, ...outsideOfStacks(plan)];
}

async function snapshots({ name, region }: PlanFacts): Promise<readonly Remainder[]> {
  const command = new DescribeDBClusterSnapshotsCommand({ DBClusterIdentifier: `stagedoor-${name}` });
  const { DBClusterSnapshots = [] } = await new RDSClient(clientOf(region)).send(command);
  return DBClusterSnapshots.map(({ DBClusterSnapshotIdentifier: id = '?' }) => ({
    what: `snapshot ${id}`,
    why: 'the database as it was at the end',
    remove: `aws rds delete-db-cluster-snapshot --region ${region} --db-cluster-snapshot-identifier ${id}`,
  }));
}

function judge(arn: string, region: string): Remainder {
  const bucket = /^arn:aws:s3:::(.+)$/.exec(arn)?.[1];
  if (bucket === undefined)
    return {
      what: arn,
      why: 'still tagged: on its way out, or made beside the stacks (tags are seen for hours after a removal)',
      remove: 'look again tomorrow; then by hand',
    };
  return {
    what: `bucket ${bucket}`,
    why: /record(s|ing)/.test(bucket) ? 'records or recordings: kept on purpose' : 'not emptied',
    remove: `empty it with all versions (S3 console: Empty), then aws s3 rb s3://${bucket} --region ${region}`,
  };
}

function outsideOfStacks({ name, zone, region, regions }: PlanFacts): readonly Remainder[] {
  return [
    {
      what: `hosted zone ${zone}`,
      why: 'it was there before; other names may be in it',
      remove: 'Route 53 console, when the domain is given up',
    },
    {
      what: `secrets of ${name}`,
      why: 'those that the plan only names were never ours (SRT, YouTube); its own went with its stacks, and cannot be counted on again',
      remove: 'aws secretsmanager delete-secret for those that nothing else needs',
    },
    {
      what: `CDK's own stack in ${regions.join(', ')}`,
      why: 'every CDK system of the account shares it',
      remove: 'aws cloudformation delete-stack --stack-name CDKToolkit, when no other system uses it',
    },
    {
      what: `log group ElementalMediaLive in ${region}, when encoders ran`,
      why: 'MediaLive makes one for all channels of the account, other systems’ too',
      remove: `aws logs delete-log-group --region ${region} --log-group-name ElementalMediaLive, when no other channel is there`,
    },
    {
      what: 'automatic backups',
      why: 'they end with their retention',
      remove: 'nothing to do',
    },
  ];
}
