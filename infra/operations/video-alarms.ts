import { Duration, type Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Video } from '../video/video-stacks';
import { alarm } from './alarm-topic';

/** MediaLive's own alerts (input lost, output refused), as a count per pipeline and each as a message. */
export function videoAlarms(stack: Stack, topic: Topic, { channels }: Video): void {
  for (const channel of channels) {
    for (const pipeline of channel.channelClass === 'STANDARD' ? ['0', '1'] : ['0']) {
      alarm(stack, topic, {
        name: `${channel.node.id}-alerts-${pipeline}`,
        meaning: `MediaLive has open alerts on pipeline ${pipeline} of ${channel.name}.`,
        metric: new Metric({
          namespace: 'AWS/MediaLive',
          metricName: 'ActiveAlerts',
          dimensionsMap: { ChannelId: channel.ref, Pipeline: pipeline },
          statistic: 'Maximum',
          period: Duration.minutes(1),
        }),
        threshold: 1,
        outOfFive: 2,
      });
    }
  }
  new Rule(stack, 'MediaLiveAlerts', {
    description: 'Alerts of MediaLive as they are raised',
    eventPattern: {
      source: ['aws.medialive'],
      detailType: ['MediaLive Channel Alert'],
      detail: { channel_arn: channels.map(({ attrArn }) => attrArn) },
    },
    targets: [new SnsTopic(topic, { message: RuleTargetInput.fromEventPath('$.detail') })],
  });
}
