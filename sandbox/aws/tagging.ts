import { z } from 'zod';
import type { AwsCall } from './aws-call';
import { AwsError, type AwsReply, jsonReply } from './aws-reply';

const request = z.object({
  TagFilters: z.array(z.object({ Key: z.string(), Values: z.array(z.string()).optional() })).default([]),
  ResourceTypeFilters: z.array(z.string()).default([]),
});

interface Tagged {
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Resource Groups Tagging: everything of the region that has the tags, and is of one of the types. */
export function answerTagging(call: AwsCall): AwsReply {
  if (call.target !== 'ResourceGroupsTaggingAPI_20170126.GetResources')
    throw new AwsError('UnknownOperationException', String(call.target));
  const { TagFilters, ResourceTypeFilters } = request.parse(JSON.parse(call.body.toString('utf8')));
  const found = everything(call).filter(
    ({ arn, tags }) =>
      TagFilters.every(
        ({ Key, Values }) => Key in tags && (Values === undefined || Values.includes(tags[Key] ?? '')),
      ) &&
      (ResourceTypeFilters.length === 0 || ResourceTypeFilters.some((type) => isOfType(arn, type))),
  );
  return jsonReply({
    PaginationToken: '',
    ResourceTagMappingList: found.map(({ arn, tags }) => ({
      ResourceARN: arn,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    })),
  });
}

/** `sns`, or `ec2:security-group`, as the service or the service and type of an ARN. */
function isOfType(arn: string, wanted: string): boolean {
  const [service, type] = wanted.split(':');
  const [, , ofArn, , , rest = ''] = arn.split(':');
  return service === ofArn && (type === undefined || rest.startsWith(`${type}/`) || rest === type);
}

/** What stacks made, and what outlived them. */
function everything({ account, region }: AwsCall): readonly Tagged[] {
  const { stacks, buckets, snapshots, clusters, id } = account;
  const made = [...stacks.values()].filter((stack) => stack.region === region).flatMap((s) => s.resources);
  const kept = [
    ...[...buckets.values()]
      .filter((bucket) => bucket.region === region)
      .map(({ name, tags }) => ({ arn: `arn:aws:s3:::${name}`, tags })),
    ...[...clusters.values()]
      .filter((cluster) => cluster.region === region)
      .map((cluster) => ({ arn: `arn:aws:rds:${region}:${id}:cluster:${cluster.id}`, tags: cluster.tags })),
    ...snapshots
      .filter((snapshot) => snapshot.region === region)
      .map((each) => ({ arn: `arn:aws:rds:${region}:${id}:cluster-snapshot:${each.id}`, tags: each.tags })),
  ];
  const all = [...made, ...kept];
  return all.filter(({ arn }, at) => all.findIndex((other) => other.arn === arn) === at);
}
