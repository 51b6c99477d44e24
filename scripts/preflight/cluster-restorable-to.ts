/**
 * `LatestRestorableTime` of an RDS or Aurora cluster (RDS API reference, DescribeDBClusters) in the region of the environment,
 * `no_cluster` where there is none of that name, undefined where it has no backups. Rejects with what the SDK throws: no
 * credentials, no permission, no answer.
 */
export async function clusterRestorableTo(clusterId: string): Promise<Date | 'no_cluster' | undefined> {
  // With the SDK only where a cluster is named: most installations on one machine have none.
  const { findCluster } = await import('../cloud/find-cluster');
  const cluster = await findCluster(process.env.AWS_REGION, clusterId);
  return cluster === undefined ? 'no_cluster' : cluster.LatestRestorableTime;
}
