import { z } from 'zod';
import type { AwsCall } from './aws-call';
import { AwsError, type AwsReply, jsonReply } from './aws-reply';

const request = z.object({ Name: z.string() });

/** Parameter Store: the one parameter that `cdk bootstrap` writes. */
export function answerSsm({ account, region, target, body }: AwsCall): AwsReply {
  if (target !== 'AmazonSSM.GetParameter') throw new AwsError('UnknownOperationException', String(target));
  const { Name } = request.parse(JSON.parse(body.toString('utf8')));
  const version = account.bootstrap.get(region);
  if (Name !== '/cdk-bootstrap/hnb659fds/version' || version === undefined)
    throw new AwsError('ParameterNotFound', '');
  return jsonReply({ Parameter: { Name, Type: 'String', Value: String(version), Version: version } });
}
