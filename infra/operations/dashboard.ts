import { Duration, type Stack } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Installation } from '../config/installation';
import { edgeRegion } from '../config/regions';
import type { Watched } from './watched';

const period = Duration.minutes(1);

/** What the night of a show looks at: troubles on top, then functions, database, CDN and encoders. */
export function dashboard(stack: Stack, plan: Installation, watched: Watched & { counts: IMetric[] }): void {
  const { portal, data, video, counts } = watched;
  const { server, license, jobs } = portal.functions;
  const functions = [server, license, jobs];
  new Dashboard(stack, 'Night', {
    dashboardName: `stagedoor-${plan.name}`,
    widgets: [
      [graph('Troubles in the log, per minute', counts, 24)],
      [
        graph(
          'Runs',
          functions.map((of) => of.metricInvocations({ period })),
        ),
        graph(
          'At once',
          functions.map((of) => of.metric('ConcurrentExecutions', { period, statistic: 'Maximum' })),
        ),
        graph(
          'Milliseconds, p95',
          functions.map((of) => of.metricDuration({ period, statistic: 'p95' })),
        ),
      ],
      [
        graph(
          'Throttles and errors',
          functions.flatMap((of) => [of.metricThrottles({ period }), of.metricErrors({ period })]),
        ),
        graph('Database: capacity units', [clusterMetric(data, 'ServerlessDatabaseCapacity')]),
        graph('Database: connections', [clusterMetric(data, 'DatabaseConnections')]),
      ],
      cdnRow(watched),
      (video?.channels ?? []).map((channel) =>
        graph(`Encoder ${channel.name ?? ''}`, [
          encoderMetric(channel.ref, 'ActiveAlerts'),
          encoderMetric(channel.ref, 'InputVideoFrameRate'),
        ]),
      ),
    ],
  });
}

function cdnRow({ portal: { distribution }, video }: Watched): GraphWidget[] {
  const watched = { video };
  return [
    graph('CDN: requests', [
      cdn(distribution.distributionId, 'Requests'),
      ...mediaMetric(watched, 'Requests'),
    ]),
    graph('CDN: 5xx, percent', [
      cdn(distribution.distributionId, '5xxErrorRate'),
      ...mediaMetric(watched, '5xxErrorRate'),
    ]),
    graph('CDN: bytes', mediaMetric(watched, 'BytesDownloaded')),
  ];
}

function graph(title: string, left: IMetric[], width = 8): GraphWidget {
  return new GraphWidget({ title, left, width });
}

function clusterMetric({ cluster }: Watched['data'], metricName: string): Metric {
  return cluster.metric(metricName, { period });
}

function cdn(distributionId: string, metricName: string): Metric {
  return new Metric({
    namespace: 'AWS/CloudFront',
    metricName,
    dimensionsMap: { DistributionId: distributionId, Region: 'Global' },
    region: edgeRegion,
    period,
  });
}

function mediaMetric({ video }: Pick<Watched, 'video'>, metricName: string): Metric[] {
  return video === undefined ? [] : [cdn(video.distribution.distributionId, metricName)];
}

function encoderMetric(channelId: string, metricName: string): Metric {
  return new Metric({
    namespace: 'AWS/MediaLive',
    metricName,
    dimensionsMap: { ChannelId: channelId, Pipeline: '0' },
    period,
  });
}
