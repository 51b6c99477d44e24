import { type DBCluster, DescribeDBClustersCommand, RDSClient } from '@aws-sdk/client-rds';
import { clientOf, isAwsError } from './aws-clients';

/** A database cluster as RDS describes it, if there is one of that name. */
export async function findCluster(region: string, id: string): Promise<DBCluster | undefined> {
  try {
    const command = new DescribeDBClustersCommand({ DBClusterIdentifier: id });
    return (await new RDSClient(clientOf(region)).send(command)).DBClusters?.[0];
  } catch (error) {
    if (isAwsError(error, 'DBClusterNotFoundFault')) return undefined;
    throw error;
  }
}
