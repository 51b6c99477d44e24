/** What stays after `cdk destroy`, by stack and type: the records. docs/deploy.md says what to do with each. */
export const keptByRemoval = [
  'data: AWS::RDS::DBCluster',
  'portal: AWS::S3::Bucket',
  'video: AWS::S3::Bucket',
] as const;
