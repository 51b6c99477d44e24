import { describe, expect, test } from 'vitest';
import { keptByRemoval } from './removal';
import { licensePatterns, publicPatterns } from './portal/behaviors';
import { statementsIn } from './test-statements';
import { examplePlan, ofType, type Resource, synthesize, type System } from './test-system';

const full = synthesize(examplePlan());
const bare = synthesize(
  examplePlan((plan) => ({ ...plan, region: 'us-west-2', shows: [], video: undefined })),
);
const text = JSON.stringify([...full.templates]);

function one(system: System, type: string, stack?: string): Resource {
  const [found, ...others] = ofType(system, type).filter(
    (each) => stack === undefined || each.stack === stack,
  );
  if (found === undefined || others.length > 0) throw new Error(`${others.length + 1} or no ${type}`);
  return found;
}

describe('portal', () => {
  const { DistributionConfig: portal } = one(full, 'AWS::CloudFront::Distribution', 'portal').Properties;

  test('what no path pattern lists is never kept by the CDN', () => {
    expect(portal).toMatchObject({
      DefaultCacheBehavior: { CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad', Compress: true },
      HttpVersion: 'http2and3',
      WebACLId: expect.anything(),
      ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' },
    });
  });

  test('public pages are kept as they say, and no cookie gets to the function behind them', () => {
    const anonymous = ofType(full, 'AWS::CloudFront::OriginRequestPolicy').find(({ id }) =>
      id.startsWith('Anonymous'),
    );
    expect(anonymous?.Properties).toMatchObject({
      OriginRequestPolicyConfig: { CookiesConfig: { CookieBehavior: 'none' } },
    });
    for (const pattern of publicPatterns) {
      expect(portal).toHaveProperty(
        'CacheBehaviors',
        expect.arrayContaining([
          expect.objectContaining({
            PathPattern: pattern,
            OriginRequestPolicyId: { Ref: anonymous?.id },
            AllowedMethods: ['GET', 'HEAD'],
          }),
        ]),
      );
    }
  });

  test('license, beat and certificate have a function of their own, buffered, behind the secret header', () => {
    const urls = ofType(full, 'AWS::Lambda::Url');
    expect(urls.map(({ Properties }) => Properties.InvokeMode).sort()).toEqual([
      'BUFFERED',
      'RESPONSE_STREAM',
    ]);
    const origins = JSON.stringify(portal);
    expect(origins.match(/x-stagedoor-origin/g)).toHaveLength(3);
    expect(origins).toContain('{{resolve:secretsmanager:');
    for (const pattern of licensePatterns) expect(origins).toContain(`"${pattern}"`);
  });

  test('functions run on Node 24 and arm64, with a share of their own, warm around shows', () => {
    const own = ofType(full, 'AWS::Lambda::Function').filter(({ Properties }) => Properties.VpcConfig);
    expect(own.map(({ Properties }) => [Properties.Runtime, Properties.Architectures])).toEqual(
      own.map(() => ['nodejs24.x', ['arm64']]),
    );
    expect(own.map(({ Properties }) => Properties.ReservedConcurrentExecutions)).toEqual(
      expect.arrayContaining([300, 400, 2]),
    );
    const targets = ofType(full, 'AWS::ApplicationAutoScaling::ScalableTarget');
    expect(targets.map(({ Properties }) => JSON.stringify(Properties.ScheduledActions))).toEqual([
      expect.stringContaining('at(2027-03-20T06:45:00)'),
      expect.stringContaining('at(2027-03-20T13:00:00)'),
    ]);
  });

  test('pages are rendered anew through a queue, tags are in a table, jobs tick every minute', () => {
    expect(ofType(full, 'AWS::SQS::Queue').some(({ Properties }) => Properties.FifoQueue === true)).toBe(
      true,
    );
    expect(one(full, 'AWS::DynamoDB::GlobalTable').Properties).toMatchObject({
      KeySchema: [{ AttributeName: 'tag' }, { AttributeName: 'path' }],
      GlobalSecondaryIndexes: [{ IndexName: 'revalidate' }],
    });
    const rule = ofType(full, 'AWS::Events::Rule').find(({ id }) => id.startsWith('EveryMinute'));
    expect(rule?.Properties).toMatchObject({ ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' });
  });

  test('migrations run before new code answers', () => {
    const migration = ofType(full, 'Custom::Trigger').find(({ id }) => id.startsWith('Migrate'));
    for (const name of ['ServerLive', 'LicenseLive']) {
      const alias = ofType(full, 'AWS::Lambda::Alias').find(({ id }) => id.startsWith(name));
      expect(alias?.DependsOn).toContain(migration?.id);
    }
  });
});

describe('data and secrets', () => {
  test('the database is encrypted, protected, backed up and raised for shows', () => {
    expect(one(full, 'AWS::RDS::DBCluster').Properties).toMatchObject({
      StorageEncrypted: true,
      DeletionProtection: true,
      BackupRetentionPeriod: 35,
      ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 8 },
    });
    expect(one(full, 'AWS::RDS::DBProxy').Properties).toMatchObject({ RequireTLS: true });
    expect(
      ofType(full, 'AWS::Scheduler::Schedule').map(({ Properties }) => Properties.ScheduleExpression),
    ).toEqual(['at(2027-03-20T06:45:00)', 'at(2027-03-20T13:00:00)']);
  });

  test('only the proxy reaches the database, and only functions the proxy', () => {
    const rules = ofType(full, 'AWS::EC2::SecurityGroupIngress').map(({ Properties }) => Properties);
    // functions → proxy → database, and functions → what a restore drill makes.
    expect(rules).toHaveLength(3);
    expect(rules.every(({ SourceSecurityGroupId }) => SourceSecurityGroupId !== undefined)).toBe(true);
    expect(rules.some(({ CidrIp }) => CidrIp !== undefined)).toBe(false);
  });

  test('signing keys rotate by a schedule', () => {
    expect(one(full, 'AWS::SecretsManager::RotationSchedule').Properties).toMatchObject({
      RotationRules: { ScheduleExpression: 'rate(30 days)' },
    });
  });

  test('no template holds a secret: what is made is generated, what is used is a reference', () => {
    for (const { Properties } of ofType(full, 'AWS::SecretsManager::Secret'))
      expect(Properties).not.toHaveProperty('SecretString');
    expect(text).not.toMatch(/sk_(live|test)_|whsec_|BEGIN [A-Z ]*PRIVATE KEY|"DATABASE_URL"/);
    const environments = ofType(full, 'AWS::Lambda::Function').map(({ Properties }) =>
      JSON.stringify(Properties.Environment ?? {}),
    );
    for (const environment of environments) expect(environment).not.toContain('resolve:secretsmanager');
  });
});

describe('video', () => {
  const media = one(full, 'AWS::CloudFront::Distribution', 'media').Properties.DistributionConfig;

  test('two pipelines for a show, a recorder, one pipeline for the test clip', () => {
    const channels = ofType(full, 'AWS::MediaLive::Channel').map(({ Properties }) => [
      Properties.Name,
      Properties.ChannelClass,
    ]);
    expect(channels).toEqual([
      ['example-main', 'STANDARD'],
      ['example-main-recording', 'SINGLE_PIPELINE'],
      ['example-test', 'SINGLE_PIPELINE'],
    ]);
  });

  test('the same channels are packaged in both regions, encrypted by the same content ids', () => {
    const endpoints = ofType(full, 'AWS::MediaPackageV2::OriginEndpoint');
    const contentIds = (stack: string): unknown[] =>
      endpoints
        .filter((each) => each.stack === stack)
        .map(({ Properties }) => JSON.stringify(Properties.Segment).match(/"ResourceId":"([^"]+)"/)?.[1]);
    expect(contentIds('video')).toEqual(['night-one', 'test-clip']);
    expect(contentIds('video-second')).toEqual(contentIds('video'));
    for (const { Properties } of endpoints)
      expect(Properties).toMatchObject({
        ContainerType: 'CMAF',
        StartoverWindowSeconds: 86_400,
        HlsManifests: [{}],
        DashManifests: [{}],
      });
  });

  test('the CDN takes the better of both origins, signs to them, and shields them', () => {
    expect(media).toMatchObject({
      OriginGroups: { Items: [{ SelectionCriteria: 'media-quality-based' }] },
      Origins: [1, 2].map(() => ({
        OriginAccessControlId: expect.anything(),
        OriginShield: { Enabled: true },
      })),
    });
  });

  test('segments are for signed cookies, manifests for everybody', () => {
    const group = one(full, 'AWS::CloudFront::KeyGroup');
    expect(media).toMatchObject({ DefaultCacheBehavior: { TrustedKeyGroups: [{ Ref: group.id }] } });
    expect(media).toHaveProperty('CacheBehaviors', [
      expect.objectContaining({ PathPattern: '*.m3u8' }),
      expect.objectContaining({ PathPattern: '*.mpd' }),
    ]);
    expect(JSON.stringify(media).match(/TrustedKeyGroups/g)).toHaveLength(1);
  });

  test('an endpoint answers our distribution and nobody else', () => {
    const policies = ofType(full, 'AWS::MediaPackageV2::OriginEndpointPolicy');
    expect(policies).toHaveLength(4);
    for (const { Properties } of policies)
      expect(Properties.Policy).toMatchObject({
        Statement: [
          {
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceArn': expect.anything() } },
          },
        ],
      });
  });

  test('without video there is no video, and nothing that speaks of it', () => {
    expect(bare.resources.filter(({ Type }) => /Media|KeyGroup|PublicKey/.test(Type))).toEqual([]);
    expect([...bare.templates.keys()].sort()).toEqual([
      'alarms',
      'alarms-edge',
      'data',
      'edge',
      'network',
      'portal',
      'secrets',
    ]);
    expect(JSON.stringify([...bare.templates])).not.toContain('MEDIA_SIGNING_KEY_ID');
    expect(ofType(bare, 'AWS::Scheduler::Schedule')).toEqual([]);
  });
});

describe('rights and remains', () => {
  /** Actions for which AWS has no resources. */
  const argued = /^(ec2:Describe|secretsmanager:GetRandomPassword$|xray:)/;

  test('no statement of ours allows something on everything, but for actions that know no resources', () => {
    const statements = full.resources
      .filter(
        ({ Type, id }) => /^AWS::IAM::(Policy|Role|ManagedPolicy)$/.test(Type) && !id.startsWith('Custom'),
      )
      .flatMap(({ Properties, id }) => statementsIn(Properties).map((statement) => ({ id, ...statement })));
    expect(statements.length).toBeGreaterThan(20);
    const tooWide = statements
      .filter(({ Effect, Resource: on }) => Effect === 'Allow' && [on].flat().includes('*'))
      .filter(({ Action }) => ![Action].flat().every((action) => argued.test(action)));
    expect(tooWide).toEqual([]);
    expect(
      statements.filter(({ Action }) => [Action].flat().some((action) => /^\*|:\*$/.test(action))),
    ).toEqual([]);
  });

  test('what stays when everything is removed is what docs/deploy.md says', () => {
    const stays = full.resources
      .filter(({ DeletionPolicy }) => DeletionPolicy === 'Retain' || DeletionPolicy === 'Snapshot')
      .map(({ Type, stack }) => `${stack}: ${Type}`);
    expect([...new Set(stays)].sort()).toEqual([...keptByRemoval].sort());
  });
});
