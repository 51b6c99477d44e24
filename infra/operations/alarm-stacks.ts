import { type App, type Stack, Duration } from 'aws-cdk-lib';
import { type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type IFilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Installation } from '../config/installation';
import { edgeRegion } from '../config/regions';
import { installationStack } from '../installation-stack';
import type { Portal } from '../portal/portal-stack';
import { alarm, alarmTopic } from './alarm-topic';
import { budget } from './budget';
import { dashboard } from './dashboard';
import { functionAlarms } from './function-alarms';
import { type LogAlarm, logAlarms } from './log-alarms';
import { videoAlarms } from './video-alarms';
import type { Watched } from './watched';

const minute = Duration.minutes(1);

/** Alarms, dashboard and budget; CloudFront's metrics are in us-east-1, and so are alarms on them. */
export function alarmStacks(app: App, plan: Installation, watched: Watched): void {
  const stack = installationStack(app, plan, { name: 'alarms', description: 'alarms, dashboard and budget' });
  const topic = alarmTopic(stack, plan);
  const counts = logAlarms.map((wanted) =>
    logAlarm(stack, plan, { ...wanted, topic, portal: watched.portal }),
  );
  functionAlarms(stack, topic, watched);
  if (watched.video !== undefined) videoAlarms(stack, topic, watched.video);
  budget(stack, plan, topic);
  dashboard(stack, plan, { ...watched, counts });
  const edge = installationStack(app, plan, {
    name: 'alarms-edge',
    region: edgeRegion,
    description: 'alarms on the CDN',
  });
  cdnAlarms(edge, alarmTopic(edge, plan), watched);
}

/** Counts lines of all functions that answer or work, and alarms on their sum. */
function logAlarm(
  stack: Stack,
  plan: Installation,
  { topic, portal, ...wanted }: LogAlarm & { topic: Topic; portal: Portal },
): IMetric {
  const namespace = `stagedoor/${plan.name}`;
  for (const [name, { logGroup }] of Object.entries(portal.functions)) {
    new MetricFilter(stack, `${wanted.name}-${name}`, {
      logGroup,
      filterPattern: linePattern(wanted),
      metricNamespace: namespace,
      metricName: wanted.name,
      metricValue: '1',
    });
  }
  const metric = new Metric({ namespace, metricName: wanted.name, statistic: 'Sum', period: minute });
  alarm(stack, topic, {
    name: wanted.name,
    meaning: wanted.meaning,
    metric,
    threshold: wanted.perMinute,
    outOfFive: wanted.minutes,
  });
  return metric;
}

function linePattern({ events, without }: LogAlarm): IFilterPattern {
  if (without === undefined) return FilterPattern.anyTerm(...events);
  const [event, ...others] = events;
  if (others.length > 0) throw new Error('CloudWatch excludes a word from lines with one event only');
  return FilterPattern.literal(`"${event}" -"${without}"`);
}

function cdnAlarms(stack: Stack, topic: Topic, { portal, video }: Watched): void {
  const distributions = { portal: portal.distribution, ...(video && { media: video.distribution }) };
  for (const [name, { distributionId }] of Object.entries(distributions)) {
    alarm(stack, topic, {
      name: `${name}-5xx`,
      meaning: 'More than one in a hundred requests at the CDN fails.',
      metric: new Metric({
        namespace: 'AWS/CloudFront',
        metricName: '5xxErrorRate',
        dimensionsMap: { DistributionId: distributionId, Region: 'Global' },
        statistic: 'Average',
        period: minute,
      }),
      threshold: 1,
      outOfFive: 2,
    });
  }
}
