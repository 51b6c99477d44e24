import { expect, test } from 'vitest';
import { statementsIn } from '../test-statements';
import { examplePlan, ofType, type Resource, synthesize } from '../test-system';

const system = synthesize(examplePlan((plan) => ({ ...plan, shows: [], video: undefined })));

function named(type: string, start: string): Resource {
  const found = ofType(system, type).find(({ id }) => id.startsWith(start));
  if (found === undefined) throw new Error(`There is no ${type} ${start}.`);
  return found;
}

test('the bucket of records stays, is closed and encrypted, keeps every version, and nothing in it runs out', () => {
  const { DeletionPolicy, Properties, id } = named('AWS::S3::Bucket', 'Records');
  expect(DeletionPolicy).toBe('Retain');
  expect(Properties).toMatchObject({
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    BucketEncryption: expect.anything(),
    VersioningConfiguration: { Status: 'Enabled' },
  });
  expect(Properties).not.toHaveProperty('LifecycleConfiguration');
  const policy = ofType(system, 'AWS::S3::BucketPolicy').find(({ Properties: { Bucket } }) =>
    JSON.stringify(Bucket).includes(id),
  );
  expect(JSON.stringify(policy)).toContain('"aws:SecureTransport":"false"');
});

test('its function may put into it and no more, has no address, and is called by a name known beforehand', () => {
  const { Properties } = named('AWS::Lambda::Function', 'RecordsExport');
  expect(Properties).toMatchObject({ FunctionName: 'example-records', Timeout: 900 });
  const policies = ofType(system, 'AWS::IAM::Policy').filter(({ id }) => id.startsWith('RecordsExport'));
  const actions = policies.flatMap(({ Properties: own }) =>
    statementsIn(own).flatMap(({ Action }) => [Action].flat()),
  );
  expect(actions.filter((action) => action.startsWith('s3:'))).toEqual(['s3:PutObject']);
  expect(actions.filter((action) => !/^(s3|secretsmanager):/.test(action))).toEqual([]);
  const urls = JSON.stringify(ofType(system, 'AWS::Lambda::Url'));
  expect(urls).not.toContain('RecordsExport');
});

test('it connects to databases of this installation’s drills alone', () => {
  const { Environment } = named('AWS::Lambda::Function', 'RecordsExport').Properties;
  const { DRILL_HOST_PATTERN } = Object(Object(Environment).Variables);
  const fits = (host: string): boolean => new RegExp(`^(?:${String(DRILL_HOST_PATTERN)})$`).test(host);
  const own = 'stagedoor-example-drill.cluster-abc123def456.ap-northeast-1.rds.amazonaws.com';
  expect(fits(own)).toBe(true);
  for (const other of [
    own.replace('-drill', ''),
    own.replace('example', 'other'),
    `${own}.evil.example`,
    `${own}:5433`,
    own.replace('rds.', 'rdsx'),
  ])
    expect([other, fits(other)]).toEqual([other, false]);
});

test('a drill’s database is reached by functions, and reaches nobody', () => {
  const { Properties, id } = named('AWS::EC2::SecurityGroup', 'DrillGroup');
  expect(Properties).toMatchObject({
    SecurityGroupEgress: [{ CidrIp: '255.255.255.255/32' }],
    Tags: expect.arrayContaining([{ Key: 'stagedoor:use', Value: 'restore-drill' }]),
  });
  expect(Properties).not.toHaveProperty('SecurityGroupIngress');
  const rules = ofType(system, 'AWS::EC2::SecurityGroupIngress').filter(({ Properties: { GroupId } }) =>
    JSON.stringify(GroupId).includes(id),
  );
  expect(
    rules.map(({ Properties: rule }) => [rule.FromPort, JSON.stringify(rule.SourceSecurityGroupId)]),
  ).toEqual([[5432, expect.stringContaining('Functions')]]);
});

test('zones are those that the account has, not names that CDK made up', () => {
  const text = JSON.stringify([...system.templates]);
  expect(text).not.toMatch(/dummy1/);
  expect(text).toContain('Fn::GetAZs');
});
