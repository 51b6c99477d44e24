import { type DBCluster, DescribeDBClustersCommand, RDSClient } from '@aws-sdk/client-rds';
import { clientOf, isAwsError } from './aws-clients';

const TIMEOUT_MS = 20_000;

/**
 * A database cluster as RDS describes it, if there is one of that name; an undefined region is the one of the environment.
 * Rejects with what the SDK throws, and when there is no answer for 20 s.
 */
export async function findCluster(region: string | undefined, id: string): Promise<DBCluster | undefined> {
  try {
    const client = new RDSClient(region === undefined ? {} : clientOf(region));
    const command = new DescribeDBClustersCommand({ DBClusterIdentifier: id });
    return (await client.send(command, { abortSignal: AbortSignal.timeout(TIMEOUT_MS) })).DBClusters?.[0];
  } catch (error) {
    if (isAwsError(error, 'DBClusterNotFoundFault')) return undefined;
    throw error;
  }
}
