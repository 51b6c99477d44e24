const basic = 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/';

/** For functions with the role that CDK makes: writing to log groups is all that AWS's managed policy allows. */
export const plainLambdaPolicies = {
  [`${basic}AWSLambdaBasicExecutionRole]`]: 'Allows writing logs, which every function must.',
} as const;

/** Lambda makes and deletes the network interfaces itself, and AWS keeps that list of permissions. */
export const vpcLambdaPolicies = {
  ...plainLambdaPolicies,
  [`${basic}AWSLambdaVPCAccessExecutionRole]`]: 'Allows the network interfaces of a function in a VPC.',
} as const;
