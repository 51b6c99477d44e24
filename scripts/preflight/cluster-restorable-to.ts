const TIMEOUT_MS = 10_000;

/**
 * `LatestRestorableTime` of an RDS or Aurora cluster (RDS API reference, DescribeDBClusters), `no_cluster` where there is
 * none of that name, undefined where it has no backups. Rejects with what the SDK throws: no credentials, no permission,
 * no answer. `AWS_ENDPOINT_URL` leads elsewhere than to AWS.
 */
export async function clusterRestorableTo(clusterId: string): Promise<Date | 'no_cluster' | undefined> {
  // The SDK is loaded only where a cluster is named: most installations on one machine have none.
  const { DescribeDBClustersCommand, RDSClient } = await import('@aws-sdk/client-rds');
  const client = new RDSClient({ maxAttempts: 2 });
  try {
    const command = new DescribeDBClustersCommand({ DBClusterIdentifier: clusterId });
    const answer = await client.send(command, { abortSignal: AbortSignal.timeout(TIMEOUT_MS) });
    return answer.DBClusters?.[0]?.LatestRestorableTime;
  } catch (error) {
    if (error instanceof Error && /^DBClusterNotFound/.test(error.name)) return 'no_cluster';
    throw error;
  } finally {
    client.destroy();
  }
}
