import type { AwsAccount, Resource, Stack } from './aws-account';

/** What stacks are made of and other services know: buckets and clusters. New ones are made, gone ones are not looked for. */
export function settleResources(account: AwsAccount, { region, resources }: Stack): void {
  for (const { type, physicalId: name, tags, properties } of resources) {
    if (type === 'AWS::S3::Bucket' && !account.buckets.has(name))
      account.buckets.set(name, { name, region, tags, objects: new Map() });
    if (type === 'AWS::SecretsManager::Secret' && account.secrets.find(name) === undefined)
      account.secrets.put(name, JSON.stringify({ PLAYBACK_TOKEN_SECRET: 'made-by-the-twin' }));
    if (type === 'AWS::RDS::DBCluster' && !account.clusters.has(name))
      account.clusters.set(name, {
        id: name,
        region,
        tags,
        endpoint: `${name}.cluster-abc123def456.${region}.rds.amazonaws.com`,
        subnetGroup: `${name}-subnets`,
        groups: [],
        isProtected: properties.DeletionProtection === true,
        status: 'available',
        restorableTo: new Date(),
      });
  }
}

/** Takes a resource away, as its deletion policy says. Throws with the reason of a DELETE_FAILED. */
export function removeResource(account: AwsAccount, stack: Stack, resource: Resource): void {
  const { type, physicalId: name, deletionPolicy, tags } = resource;
  if (deletionPolicy === 'Retain') return;
  if (type === 'AWS::RDS::DBCluster') removeCluster(account, stack, resource);
  const bucket = type === 'AWS::S3::Bucket' ? account.buckets.get(name) : undefined;
  if (bucket === undefined) return;
  // CDK's custom resource empties those that have this tag.
  if (bucket.objects.size > 0 && tags['aws-cdk:auto-delete-objects'] !== 'true')
    throw new Error(`The bucket you tried to delete is not empty (Service: S3, Status Code: 409): ${name}`);
  account.buckets.delete(name);
}

function removeCluster(account: AwsAccount, { region }: Stack, resource: Resource): void {
  const cluster = account.clusters.get(resource.physicalId);
  if (cluster === undefined) return;
  if (cluster.isProtected)
    throw new Error('Cannot delete protected Cluster, please disable deletion protection and try again.');
  if (resource.deletionPolicy === 'Snapshot')
    account.snapshots.push({
      id: `${resource.physicalId}-snapshot-${account.snapshots.length + 1}`,
      clusterId: resource.physicalId,
      region,
      tags: cluster.tags,
    });
  account.clusters.delete(resource.physicalId);
}
