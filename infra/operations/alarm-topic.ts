import type { Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Installation } from '../config/installation';

/** Mails whoever the plan names; TLS only. Alarms, events of MediaLive and the budget may write to it. */
export function alarmTopic(stack: Stack, plan: Installation): Topic {
  const topic = new Topic(stack, 'Alarms', { displayName: `Stagedoor ${plan.name}`, enforceSSL: true });
  topic.addSubscription(new EmailSubscription(plan.alarmMail));
  for (const service of ['cloudwatch.amazonaws.com', 'events.amazonaws.com', 'budgets.amazonaws.com'])
    topic.grantPublish(
      new ServicePrincipal(service, { conditions: { StringEquals: { 'aws:SourceAccount': plan.account } } }),
    );
  return topic;
}

interface AlarmPlan {
  readonly name: string;
  readonly meaning: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** Of five periods; all of them when absent. */
  readonly outOfFive?: number;
  /** Alarm when the metric is below the threshold, or silent. */
  readonly whenMissing?: boolean;
}

/** An alarm that tells `topic` when it begins and when it is over. */
export function alarm(stack: Stack, topic: Topic, wanted: AlarmPlan): Alarm {
  const { whenMissing = false, outOfFive = 5 } = wanted;
  const made = new Alarm(stack, wanted.name, {
    alarmName: `${stack.stackName}-${wanted.name}`,
    alarmDescription: wanted.meaning,
    metric: wanted.metric,
    threshold: wanted.threshold,
    evaluationPeriods: 5,
    datapointsToAlarm: outOfFive,
    comparisonOperator: whenMissing
      ? ComparisonOperator.LESS_THAN_THRESHOLD
      : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: whenMissing ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  });
  const tell = new SnsAction(topic);
  made.addAlarmAction(tell);
  made.addOkAction(tell);
  return made;
}
