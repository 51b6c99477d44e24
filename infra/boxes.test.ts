import { describe, expect, test } from 'vitest';
import { logAlarms } from './operations/log-alarms';
import { statementsIn } from './test-statements';
import { examplePlan, ofType, type Resource, synthesize } from './test-system';

/** The example as it is, but that its show comes by SRT. */
const srtSource = {
  kind: 'srt',
  fromCidr: '203.0.113.0/24',
  passwordSecretName: 'example/srt',
} as const;
const system = synthesize(
  examplePlan((plan) => ({
    ...plan,
    video: plan.video && {
      ...plan.video,
      channels: plan.video.channels.map((channel) =>
        channel.name === 'main' ? { ...channel, input: srtSource } : channel,
      ),
    },
  })),
);

function properties(type: string, stack?: string): Resource['Properties'][] {
  return ofType(system, type)
    .filter((each) => stack === undefined || each.stack === stack)
    .map(({ Properties }) => Properties);
}

function texts(type: string): string[] {
  return properties(type).map((each) => JSON.stringify(each));
}

describe('the edge', () => {
  test('the firewall limits rates per address, sign-in first, and stands before the portal', () => {
    const [acl, ...others] = properties('AWS::WAFv2::WebACL');
    expect(others).toEqual([]);
    expect(acl).toMatchObject({
      Scope: 'CLOUDFRONT',
      Rules: [
        {
          Action: { Block: { CustomResponse: { ResponseCode: 429 } } },
          Statement: { RateBasedStatement: { Limit: 500, AggregateKeyType: 'IP' } },
        },
        { Statement: { RateBasedStatement: { Limit: 20_000 } } },
        { Statement: { ManagedRuleGroupStatement: { Name: 'AWSManagedRulesAmazonIpReputationList' } } },
        { Statement: { ManagedRuleGroupStatement: { Name: 'AWSManagedRulesKnownBadInputsRuleSet' } } },
      ],
    });
  });

  test.each([
    ['portal', 'tickets.example.com.'],
    ['media', 'media-a.example.com.'],
  ])('%s has a certificate and addresses of both kinds', (stack, name) => {
    const records = properties('AWS::Route53::RecordSet', stack);
    expect(records.map(({ Name, Type }) => [Name, Type])).toEqual([
      [name, 'A'],
      [name, 'AAAA'],
    ]);
    for (const { AliasTarget } of records) expect(JSON.stringify(AliasTarget)).toContain('Distribution');
    const [distribution] = properties('AWS::CloudFront::Distribution', stack);
    expect(distribution).toHaveProperty('DistributionConfig.Aliases', [name.slice(0, -1)]);
    expect(distribution).toHaveProperty('DistributionConfig.ViewerCertificate.AcmCertificateArn');
    const certificates = properties('AWS::CertificateManager::Certificate', 'edge');
    expect(certificates.map(({ DomainName }) => DomainName)).toContain(name.slice(0, -1));
  });

  test('answers that Next did not make have the security headers too', () => {
    expect(texts('AWS::CloudFront::ResponseHeadersPolicy')).toEqual(
      expect.arrayContaining([expect.stringMatching(/FrameOption.*DENY.*StrictTransportSecurity/s)]),
    );
  });
});

describe('the way of the picture', () => {
  const channel = ofType(system, 'AWS::MediaLive::Channel').find(
    ({ Properties }) => Properties.Name === 'example-main',
  );

  test('SRT comes encrypted to two flows in two zones, from the sender’s addresses only', () => {
    const flows = properties('AWS::MediaConnect::Flow', 'video').filter(({ Name }) =>
      String(Name).startsWith('example-main-main'),
    );
    expect(flows).toHaveLength(2);
    expect(new Set(flows.map(({ AvailabilityZone }) => JSON.stringify(AvailabilityZone))).size).toBe(2);
    for (const flow of flows)
      expect(flow).toMatchObject({
        Source: {
          Protocol: 'srt-listener',
          WhitelistCidr: '203.0.113.0/24',
          Decryption: { KeyType: 'srt-password', RoleArn: expect.anything(), SecretArn: expect.anything() },
        },
      });
    const inputs = properties('AWS::MediaLive::Input').filter(({ Type }) => Type === 'MEDIACONNECT');
    expect(inputs.map(({ MediaConnectFlows }) => MediaConnectFlows)).toContainEqual([
      { FlowArn: expect.anything() },
      { FlowArn: expect.anything() },
    ]);
  });

  test('MediaConnect may read that one password and nothing else', () => {
    const reading = properties('AWS::IAM::Policy')
      .flatMap((each) => statementsIn(each))
      .filter(({ Resource }) => JSON.stringify(Resource).includes('example/srt'));
    expect(reading.length).toBeGreaterThan(0);
    for (const { Action, Resource } of reading) {
      expect(Action).toEqual([
        'secretsmanager:GetSecretValue',
        'secretsmanager:DescribeSecret',
        'secretsmanager:GetResourcePolicy',
        'secretsmanager:ListSecretVersionIds',
      ]);
      expect(JSON.stringify(Resource)).toContain(':secret:example/srt-??????');
    }
  });

  test('each pipeline goes to its own ingest of the packager in both regions', () => {
    const destinations = JSON.stringify(channel?.Properties.Destinations);
    for (const region of ['ap-northeast-1', 'ap-northeast-2'])
      for (const endpoint of ['ENDPOINT_1', 'ENDPOINT_2'])
        expect(destinations).toMatch(
          new RegExp(`"ChannelEndpointId":"${endpoint}"[^}]*"MediaPackageRegionName":"${region}"`),
        );
  });

  test('YouTube gets it by RTMP from a secret that the template only refers to', () => {
    const destinations = JSON.stringify(channel?.Properties.Destinations);
    for (const field of ['url', 'backupUrl', 'streamKey'])
      expect(destinations).toContain(`{{resolve:secretsmanager:example/youtube:SecretString:${field}::}}`);
    expect(JSON.stringify(channel?.Properties.EncoderSettings)).toContain('RtmpGroupSettings');
  });

  test('what is recorded goes to a bucket that nobody outside can read', () => {
    const recorder = texts('AWS::MediaLive::Channel').find((text) => text.includes('main-recording'));
    expect(recorder).toMatch(/s3ssl:\/\//);
    for (const bucket of properties('AWS::S3::Bucket'))
      expect(bucket).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      });
  });

  test('keys come by SPEKE v2, one for pictures and one for sound', () => {
    for (const { Segment } of properties('AWS::MediaPackageV2::OriginEndpoint'))
      expect(Segment).toMatchObject({
        Encryption: {
          SpekeKeyProvider: {
            DrmSystems: ['WIDEVINE', 'PLAYREADY', 'FAIRPLAY'],
            EncryptionContractConfiguration: {
              PresetSpeke20Video: 'PRESET_VIDEO_1',
              PresetSpeke20Audio: 'PRESET_AUDIO_1',
            },
          },
        },
      });
  });

  test('the CDN writes what players report (CMCD, in the query), and keys no segment by it', () => {
    expect(properties('AWS::CloudFront::Distribution', 'media')).toEqual([
      {
        DistributionConfig: expect.objectContaining({ Logging: expect.anything() }),
        Tags: expect.anything(),
      },
    ]);
    const [policy] = properties('AWS::CloudFront::CachePolicy', 'media');
    const keyed = 'CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin.QueryStringsConfig';
    expect(policy).toHaveProperty(`${keyed}.QueryStringBehavior`, 'whitelist');
    expect(JSON.stringify(policy)).not.toMatch(/CMCD/i);
  });
});

describe('operations', () => {
  test('every alarm tells a topic when it begins and when it is over', () => {
    const alarms = properties('AWS::CloudWatch::Alarm');
    expect(alarms.length).toBeGreaterThan(25);
    for (const { AlarmActions, OKActions } of alarms) {
      expect(AlarmActions).toEqual([{ Ref: expect.stringMatching(/^Alarms/) }]);
      expect(OKActions).toEqual(AlarmActions);
    }
    const names = alarms.map(({ AlarmName }) => String(AlarmName));
    for (const name of [
      ...logAlarms.map((each) => each.name),
      ...['server', 'license', 'jobs'].flatMap((of) => [`${of}-throttles`, `${of}-errors`]),
      'server-5xx',
      'license-5xx',
      'portal-5xx',
      'media-5xx',
      'jobs-not-running',
      'pages-not-renewed',
      'database-full',
    ])
      expect(names.filter((each) => each.endsWith(`-${name}`))).toHaveLength(1);
  });

  test('an alarm on a queue is on one that something writes to', () => {
    const [alarm] = ofType(system, 'AWS::CloudWatch::Alarm').filter(({ id }) =>
      id.startsWith('pagesnotrenewed'),
    );
    expect(JSON.stringify(alarm?.Properties.Dimensions)).toContain('RevalidationFailed');
    const queues = texts('AWS::SQS::Queue').filter((text) => text.includes('"maxReceiveCount":3'));
    expect(queues).toEqual([expect.stringContaining('RevalidationFailed')]);
  });

  test('log lines are kept as long as the plan says, and none for ever', () => {
    const groups = properties('AWS::Logs::LogGroup');
    expect(groups.length).toBeGreaterThan(8);
    expect(groups.filter(({ RetentionInDays }) => RetentionInDays === undefined)).toEqual([]);
  });

  test('costs are found by tag, and the budget warns before it is used up', () => {
    expect(properties('AWS::Budgets::Budget')).toEqual([
      expect.objectContaining({
        Budget: expect.objectContaining({
          BudgetLimit: { Amount: 3000, Unit: 'USD' },
          CostFilters: { TagKeyValue: ['user:stagedoor:installation$example'] },
        }),
      }),
    ]);
    // CDK's own custom resources carry no tags.
    const ours = properties('AWS::Lambda::Function').filter(({ VpcConfig }) => VpcConfig !== undefined);
    for (const made of [
      ...ours,
      ...properties('AWS::RDS::DBCluster'),
      ...properties('AWS::CloudFront::Distribution'),
    ])
      expect(made.Tags).toContainEqual({ Key: 'stagedoor:installation', Value: 'example' });
    expect(properties('AWS::CloudWatch::Dashboard')).toHaveLength(1);
  });
});
