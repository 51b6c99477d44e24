import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { buildSystem } from '../build-system';
import type { Installation } from '../config/installation';
import type { VideoChannel } from '../config/video-plan';
import { readOpenNextOutput } from '../portal/open-next-output';
import { statementsIn } from '../test-statements';
import { builtFixture, examplePlan, ofType, type Resource, synthesize, type System } from '../test-system';

// What MediaLive accepts is known from its guide and from aws-medialive-alpha, which AWS deploys: docs/master-control.md.

const settings = z.object({
  EncoderSettings: z.object({
    GlobalConfiguration: z.record(z.string(), z.unknown()),
    TimecodeConfig: z.unknown(),
    ThumbnailConfiguration: z.unknown(),
    OutputGroups: z.array(
      z.object({ Name: z.string(), OutputGroupSettings: z.unknown(), Outputs: z.array(z.unknown()) }),
    ),
  }),
  Destinations: z.array(z.record(z.string(), z.unknown())),
});

const twoRegions = synthesize(examplePlan());
const oneRegion = synthesize(changed({ secondRegion: undefined }));

function changed(video: Partial<Installation['video']>): Installation {
  return examplePlan((plan) => ({ ...plan, video: plan.video && { ...plan.video, ...video } }));
}

function withMain(main: Partial<VideoChannel>): Installation {
  const channels = examplePlan().video?.channels.map((channel) =>
    channel.name === 'main' ? { ...channel, ...main } : channel,
  );
  return changed({ channels });
}

function encodersOf(system: System): readonly Resource[] {
  return ofType(system, 'AWS::MediaLive::Channel');
}

function encoderOf(system: System, name: string): Resource {
  const [found] = encodersOf(system).filter(({ Properties }) => Properties.Name === `example-${name}`);
  if (found === undefined) throw new Error(`no encoder ${name}`);
  return found;
}

function settingsOf(system: System, name: string): z.infer<typeof settings> {
  return settings.parse(encoderOf(system, name).Properties);
}

const ingest = (name: string, region: string, endpoint: string): object => ({
  ChannelGroup: 'example',
  ChannelName: name,
  ChannelEndpointId: endpoint,
  MediaPackageRegionName: region,
});
const [here, there] = ['ap-northeast-1', 'ap-northeast-2'] as const;

describe('what is packaged', () => {
  test.each([
    [
      'two pipelines, two regions',
      twoRegions,
      'main',
      [
        ['package', ingest('main', here, 'ENDPOINT_1'), ingest('main', here, 'ENDPOINT_2')],
        ['package1-0', ingest('main', there, 'ENDPOINT_1')],
        ['package1-1', ingest('main', there, 'ENDPOINT_2')],
      ],
    ],
    [
      'two pipelines, one region',
      oneRegion,
      'main',
      [['package', ingest('main', here, 'ENDPOINT_1'), ingest('main', here, 'ENDPOINT_2')]],
    ],
    [
      'one pipeline, two regions',
      twoRegions,
      'test',
      [
        ['package', ingest('test', here, 'ENDPOINT_1')],
        ['package1-0', ingest('test', there, 'ENDPOINT_1')],
      ],
    ],
    ['one pipeline, one region', oneRegion, 'test', [['package', ingest('test', here, 'ENDPOINT_1')]]],
  ] as const)(
    '%s: an ingest for each pipeline, further regions as further destinations',
    (_, system, name, to) => {
      const { Destinations, EncoderSettings } = settingsOf(system, name);
      expect(Destinations.filter(({ Id }) => Id !== 'youtube')).toEqual(
        to.map(([Id, ...MediaPackageSettings]) => ({ Id, MediaPackageSettings })),
      );
      const [first, ...others] = to.map(([Id]) => ({ DestinationRefId: Id }));
      const [group] = EncoderSettings.OutputGroups;
      expect(group?.OutputGroupSettings).toEqual({
        MediaPackageGroupSettings: {
          Destination: first,
          MediapackageV2GroupSettings: {
            ...(others.length === 0
              ? {}
              : { AdditionalDestinations: others.map((Destination) => ({ Destination })) }),
            SegmentLength: 2,
            SegmentLengthUnits: 'SECONDS',
          },
        },
      });
    },
  );

  test('an output has one stream, and says that it is for MediaPackage v2', () => {
    const [group] = settingsOf(twoRegions, 'main').EncoderSettings.OutputGroups;
    expect(group?.Outputs).toHaveLength(6);
    for (const output of group?.Outputs ?? []) {
      expect(output).toHaveProperty(
        'OutputSettings.MediaPackageOutputSettings.MediaPackageV2DestinationSettings',
        { HlsAutoSelect: 'OMIT', HlsDefault: 'OMIT' },
      );
      expect(JSON.stringify(output).match(/VideoDescriptionName|AudioDescriptionNames/g)).toHaveLength(1);
    }
  });

  test('an encoder is made after the packages that it names, in either region', () => {
    const endpoints = ofType(twoRegions, 'AWS::MediaPackageV2::OriginEndpoint').filter(
      ({ stack }) => stack === 'video',
    );
    expect(endpoints).toHaveLength(2);
    for (const name of ['main', 'test'])
      expect(encoderOf(twoRegions, name).DependsOn).toEqual(
        expect.arrayContaining(endpoints.map(({ id }) => id)),
      );
    const app = new App({ stackTraces: false });
    buildSystem(app, examplePlan(), {
      output: readOpenNextOutput(builtFixture),
      now: new Date('2026-11-29T00:00:00Z'),
    });
    const video = app.node.findChild('example-video');
    expect(video instanceof Stack && video.dependencies).toContain(
      app.node.findChild('example-video-second'),
    );
  });
});

describe('pipelines', () => {
  test('two are locked by the clock in their source, one by nothing', () => {
    const { GlobalConfiguration, TimecodeConfig } = settingsOf(twoRegions, 'main').EncoderSettings;
    expect(encoderOf(twoRegions, 'main').Properties.ChannelClass).toBe('STANDARD');
    expect(GlobalConfiguration).toMatchObject({
      OutputLockingMode: 'EPOCH_LOCKING',
      OutputTimingSource: 'INPUT_CLOCK',
    });
    expect(TimecodeConfig).toEqual({ Source: 'EMBEDDED' });
    for (const [name, clock] of [
      ['main-recording', 'INPUT_CLOCK'],
      ['test', 'SYSTEM_CLOCK'],
    ] as const) {
      expect(encoderOf(twoRegions, name).Properties.ChannelClass).toBe('SINGLE_PIPELINE');
      const single = settingsOf(twoRegions, name).EncoderSettings.GlobalConfiguration;
      expect(single).not.toHaveProperty('OutputLockingMode');
      expect(single).toMatchObject({ OutputTimingSource: clock });
    }
  });

  test('a rehearsal from a file has one, and one way to YouTube', () => {
    const input = { kind: 'file', url: 's3ssl://example-test-clip/rehearsal.mp4' } as const;
    const system = synthesize(withMain({ input, recording: false }));
    expect(encoderOf(system, 'main').Properties.ChannelClass).toBe('SINGLE_PIPELINE');
    const youtube = settingsOf(system, 'main').Destinations.find(({ Id }) => Id === 'youtube');
    expect(youtube?.Settings).toHaveLength(1);
  });

  test('each has an alarm, and none that is not there', () => {
    const alarms = ofType(twoRegions, 'AWS::CloudWatch::Alarm')
      .filter(({ Properties }) => Properties.MetricName === 'ActiveAlerts')
      .map(({ Properties }) =>
        z.array(z.object({ Name: z.string(), Value: z.unknown() })).parse(Properties.Dimensions),
      );
    for (const dimensions of alarms)
      expect(dimensions.map(({ Name }) => Name).sort()).toEqual(['ChannelId', 'Pipeline']);
    const second = alarms.filter((each) => each.some(({ Value }) => Value === '1'));
    expect([alarms.length, second.length]).toEqual([4, 1]);
  });
});

describe('rights', () => {
  test('encoders that log may write to MediaLive’s group and to no other', () => {
    const group = 'arn:aws:logs:ap-northeast-1:111122223333:log-group';
    const policies = ofType(twoRegions, 'AWS::IAM::Policy').filter(({ stack }) => stack === 'video');
    for (const { Properties } of encodersOf(twoRegions)) {
      expect(Properties.LogLevel).toBe('WARNING');
      const role = JSON.stringify(Properties.RoleArn).match(/EncoderRole\w+/)?.[0] ?? 'none';
      const logging = policies
        .filter((policy) => JSON.stringify(policy.Properties.Roles).includes(`"${role}"`))
        .flatMap((policy) => statementsIn(policy.Properties))
        .filter(({ Action }) => [Action].flat().some((action) => action.startsWith('logs:')));
      expect(logging).toEqual([
        {
          Effect: 'Allow',
          Action: [
            'logs:CreateLogGroup',
            'logs:CreateLogStream',
            'logs:DescribeLogStreams',
            'logs:PutLogEvents',
            'logs:PutMetricFilter',
            'logs:PutRetentionPolicy',
          ],
          Resource: [`${group}:ElementalMediaLive`, `${group}:ElementalMediaLive:*`],
        },
        { Effect: 'Allow', Action: 'logs:DescribeLogGroups', Resource: `${group}:*` },
      ]);
    }
  });

  test('no thumbnails: encoders have no right to write them', () => {
    for (const name of ['main', 'main-recording', 'test'])
      expect(settingsOf(twoRegions, name).EncoderSettings.ThumbnailConfiguration).toEqual({
        State: 'DISABLED',
      });
  });
});
