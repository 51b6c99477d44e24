import { type AwsCall, readForm, requireField } from './aws-call';
import { AwsError, type AwsReply, queryReply } from './aws-reply';

/** SNS: subscriptions of a topic that a stack made. Nobody here ever confirms one. */
export function answerSns(call: AwsCall): AwsReply {
  const form = readForm(call);
  const action = requireField(form, 'Action');
  if (action !== 'ListSubscriptionsByTopic')
    throw new AwsError('InvalidAction', `Could not find operation ${action}`);
  const topic = requireField(form, 'TopicArn');
  const made = [...call.account.stacks.values()].flatMap(({ resources }) => resources);
  if (!made.some(({ physicalId }) => physicalId === topic))
    throw new AwsError('NotFound', 'Topic does not exist', 404);
  const subscriptions = made.filter(
    ({ type, properties }) =>
      type === 'AWS::SNS::Subscription' && topic.includes(refOf(properties.TopicArn).toLowerCase()),
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

/** The logical id that a subscription names; made-up names of topics have it in them. */
function refOf(value: unknown): string {
  return String(Object(value).Ref ?? value);
}
