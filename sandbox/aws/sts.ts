import { type AwsCall, readForm, requireField } from './aws-call';
import { AwsError, type AwsReply, queryReply } from './aws-reply';

/** STS: who asks, and the roles that `cdk bootstrap` made. */
export function answerSts(call: AwsCall): AwsReply {
  const form = readForm(call);
  const action = requireField(form, 'Action');
  const { id } = call.account;
  if (action === 'GetCallerIdentity')
    return queryReply(action, {
      UserId: 'AIDAEXAMPLE',
      Account: id,
      Arn: `arn:aws:iam::${id}:user/operator`,
    });
  if (action !== 'AssumeRole') throw new AwsError('InvalidAction', `Could not find operation ${action}`);
  const role = requireField(form, 'RoleArn');
  if (!role.startsWith(`arn:aws:iam::${id}:role/cdk-hnb659fds-`))
    throw new AwsError(
      'AccessDenied',
      `User is not authorized to perform: sts:AssumeRole on resource: ${role}`,
      403,
    );
  return queryReply(action, {
    AssumedRoleUser: { AssumedRoleId: 'AROAEXAMPLE:cdk', Arn: role },
    Credentials: {
      AccessKeyId: 'sandbox-assumed-role',
      SecretAccessKey: 'of-the-sandbox',
      SessionToken: 'of-the-sandbox',
      Expiration: new Date(Date.now() + 3_600_000).toISOString(),
    },
  });
}
