import { Duration, type Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Watched } from './watched';
import { alarm } from './alarm-topic';

const period = Duration.minutes(1);

/** Errors, throttles and 5xx of each function, a schedule that stands still, and a database at its limit. */
export function functionAlarms(stack: Stack, topic: Topic, { portal, data }: Watched): void {
  const { functions } = portal;
  for (const [name, of] of Object.entries(functions)) {
    alarm(stack, topic, {
      name: `${name}-throttles`,
      meaning: 'Callers are turned away with 429: the reserved concurrency is used up.',
      metric: of.metricThrottles({ period }),
      threshold: 1,
      outOfFive: 1,
    });
    alarm(stack, topic, {
      name: `${name}-errors`,
      meaning: 'Runs end without an answer: crashes, timeouts, out of memory.',
      metric: of.metricErrors({ period }),
      threshold: 3,
      outOfFive: 2,
    });
  }
  for (const name of ['server', 'license'] as const) {
    alarm(stack, topic, {
      name: `${name}-5xx`,
      meaning: 'The function answers 5xx.',
      metric: functions[name].metric('Url5xxCount', { period, statistic: 'Sum' }),
      threshold: 5,
      outOfFive: 2,
    });
  }
  alarm(stack, topic, {
    name: 'pages-not-renewed',
    meaning: 'A public page could not be rendered again after three tries: viewers see an old one.',
    metric: portal.notRenewed.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
    threshold: 1,
    outOfFive: 1,
  });
  standstills(stack, topic, { functions, data });
}

function standstills(
  stack: Stack,
  topic: Topic,
  { functions, data }: Pick<Watched, 'data'> & Pick<Watched['portal'], 'functions'>,
): void {
  alarm(stack, topic, {
    name: 'jobs-not-running',
    meaning: 'No tick for five minutes: holds do not end, mails and refunds wait.',
    metric: functions.jobs.metricInvocations({ period }),
    threshold: 1,
    whenMissing: true,
  });
  alarm(stack, topic, {
    name: 'database-full',
    meaning: 'The database has had nine tenths of its capacity in use for five minutes.',
    metric: new Metric({
      namespace: 'AWS/RDS',
      metricName: 'ACUUtilization',
      dimensionsMap: { DBClusterIdentifier: data.cluster.clusterIdentifier },
      statistic: 'Average',
      period,
    }),
    threshold: 90,
  });
}
