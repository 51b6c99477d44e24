import { type AwsCall, readForm, requireField } from './aws-call';
import { AwsError, type AwsReply, queryReply } from './aws-reply';

/** SNS: subscriptions of a topic that a stack made. Nobody here ever confirms one. */
export function answerSns(call: AwsCall): AwsReply {
  const form = readForm(call);
  const action = requireField(form, 'Action');
  if (action !== 'ListSubscriptionsByTopic')
    throw new AwsError('InvalidAction', `Could not find operation ${action}`);
  const topic = requireField(form, 'TopicArn');
  const stack = [...call.account.stacks.values()].find(({ resources }) =>
    resources.some(({ physicalId }) => physicalId === topic),
  );
  if (stack === undefined) throw new AwsError('NotFound', 'Topic does not exist', 404);
  const { logicalId } = stack.resources.find(({ physicalId }) => physicalId === topic) ?? {};
  const subscriptions = stack.resources.filter(
    ({ type, properties }) =>
      type === 'AWS::SNS::Subscription' && Object(properties.TopicArn).Ref === logicalId,
  );
  return queryReply(action, {
    Subscriptions: {
      member: subscriptions.map(({ properties }) => ({
        SubscriptionArn: 'PendingConfirmation',
        TopicArn: topic,
        Protocol: properties.Protocol,
        Endpoint: properties.Endpoint,
      })),
    },
  });
}
