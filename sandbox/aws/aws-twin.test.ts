import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startAwsTwin } from './server';

let twin: Awaited<ReturnType<typeof startAwsTwin>>;
beforeAll(async () => {
  twin = await startAwsTwin({ account: '111122223333' });
});
afterAll(() => twin.close());
beforeEach(() => put('reset'));

const region = 'ap-northeast-1';
const signature = (service: string, key = 'sandbox-test'): string =>
  `AWS4-HMAC-SHA256 Credential=${key}/20300101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;

async function put(what: string, body = ''): Promise<void> {
  expect((await fetch(`${twin.url}/_sandbox/${what}`, { method: 'PUT', body })).status).toBe(200);
}

/** A call of the query protocol; its answer as text. */
async function ask(service: string, fields: Record<string, string>, authorization = signature(service)) {
  const body = new URLSearchParams(fields).toString();
  const response = await fetch(twin.url, { method: 'POST', headers: { authorization }, body });
  return { status: response.status, text: await response.text() };
}

async function deploy(StackName: string, template: object, type = 'CREATE') {
  const set = { StackName, ChangeSetName: 'set', ChangeSetType: type };
  await ask('cloudformation', { Action: 'CreateChangeSet', ...set, TemplateBody: JSON.stringify(template) });
  return ask('cloudformation', { Action: 'ExecuteChangeSet', StackName, ChangeSetName: 'set' });
}
const describeStack = async (StackName: string): Promise<string> =>
  (await ask('cloudformation', { Action: 'DescribeStacks', StackName })).text;
const remove = (StackName: string) => ask('cloudformation', { Action: 'DeleteStack', StackName });

const database = (DeletionProtection: boolean) => ({
  Resources: {
    Db: {
      Type: 'AWS::RDS::DBCluster',
      DeletionPolicy: 'Snapshot',
      Properties: { DBClusterIdentifier: 'db', DeletionProtection },
    },
  },
  Outputs: { Id: { Value: { Ref: 'Db' }, Export: { Name: 'db-id' } } },
});
const importing = {
  Resources: { Use: { Type: 'AWS::Any', Properties: { Of: { 'Fn::ImportValue': 'db-id' } } } },
};

test.each([
  ['no signature', '', 'MissingAuthenticationToken'],
  ['a key as real ones look', signature('sts', ['AKIA', 'IOSFODNN7EXAMPLE'].join('')), 'no business here'],
  ['a key that nobody made up', signature('sts', 'other'), 'InvalidClientTokenId'],
])('%s is turned away', async (_case, authorization, words) => {
  const { status, text } = await ask('sts', { Action: 'GetCallerIdentity' }, authorization);
  expect([status, text]).toEqual([403, expect.stringContaining(words)]);
});

test('a role that bootstrap did not make cannot be assumed', async () => {
  const RoleArn = 'arn:aws:iam::111122223333:role/admin';
  expect((await ask('sts', { Action: 'AssumeRole', RoleArn })).text).toContain('AccessDenied');
});

test('a protected cluster holds its stack; unprotected it leaves a snapshot', async () => {
  await deploy('data', database(true));
  await remove('data');
  expect(await describeStack('data')).toContain('<StackStatus>DELETE_FAILED');
  await ask('rds', { Action: 'ModifyDBCluster', DBClusterIdentifier: 'db', DeletionProtection: 'false' });
  await remove('data');
  expect(await describeStack('data')).toContain('does not exist');
  const found = await ask('rds', { Action: 'DescribeDBClusterSnapshots', DBClusterIdentifier: 'db' });
  expect(found.text).toContain('<DBClusterSnapshotIdentifier>db-snapshot-1');
});

test('what is imported stays, and what is not exported cannot be imported', async () => {
  await deploy('early', importing);
  expect(await describeStack('early')).toContain('<StackStatus>ROLLBACK_COMPLETE');
  await deploy('data', database(false));
  await deploy('user', importing);
  await remove('data');
  expect(await describeStack('data')).toContain('<StackStatus>CREATE_COMPLETE');
  await remove('user');
  await remove('data');
  expect(await describeStack('data')).toContain('does not exist');
});

test('a change set without changes fails and says so', async () => {
  await deploy('data', database(true));
  const set = { StackName: 'data', ChangeSetName: 'again', ChangeSetType: 'UPDATE' };
  await ask('cloudformation', {
    Action: 'CreateChangeSet',
    ...set,
    TemplateBody: JSON.stringify(database(true)),
  });
  const { text } = await ask('cloudformation', { Action: 'DescribeChangeSet', ...set });
  expect(text).toContain('<Status>FAILED');
  expect(text).toMatch(/didn.{1,6}t contain changes/);
});

test('a bucket with content is kept, unless its stack empties it', async () => {
  const bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'full' } };
  await deploy('files', { Resources: { Files: bucket } });
  const headers = { authorization: signature('s3') };
  await fetch(`${twin.url}/full/a`, { method: 'PUT', headers, body: 'x' });
  await remove('files');
  expect(await describeStack('files')).toContain('<StackStatus>DELETE_FAILED');
});

test('a body that is not the one of its checksum is refused', async () => {
  await deploy('files', {
    Resources: { Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'b' } } },
  });
  const headers = { authorization: signature('s3'), 'x-amz-checksum-sha256': 'AAAA' };
  const answer = await fetch(`${twin.url}/b/a`, { method: 'PUT', headers, body: 'x' });
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('BadDigest')]);
});

test('without a backup nothing is restored, nor later than it; a cluster with instances is not deleted', async () => {
  await deploy('data', database(false));
  const restore = (RestoreToTime: string) =>
    ask('rds', {
      Action: 'RestoreDBClusterToPointInTime',
      DBClusterIdentifier: 'drill',
      SourceDBClusterIdentifier: 'db',
      RestoreToTime,
    });
  await put('backups/db');
  expect((await restore('2027-01-01T00:00:00Z')).text).toContain('InvalidRestoreFault');
  await put('backups/db', '2027-01-01T00:00:00Z');
  expect((await restore('2027-01-01T00:00:01Z')).text).toContain('later than the latest restorable time');
  expect((await restore('2027-01-01T00:00:00Z')).status).toBe(200);
  const instance = { DBInstanceIdentifier: 'one', DBClusterIdentifier: 'drill' };
  const early = await ask('rds', { Action: 'CreateDBInstance', ...instance });
  expect(early.text).toContain('InvalidDBClusterStateFault');
  await ask('rds', { Action: 'DescribeDBClusters', DBClusterIdentifier: 'drill' });
  expect((await ask('rds', { Action: 'CreateDBInstance', ...instance })).status).toBe(200);
  const gone = { Action: 'DeleteDBCluster', DBClusterIdentifier: 'drill', SkipFinalSnapshot: 'true' };
  expect((await ask('rds', gone)).text).toContain('InvalidDBClusterStateFault');
});

test('a fault hits as many calls as it says, about what it says', async () => {
  const fault = { operation: 'DescribeStacks', subject: 'data', code: 'ThrottlingException', count: 1 };
  await put('faults', JSON.stringify(fault));
  expect(await describeStack('other')).toContain('does not exist');
  expect(await describeStack('data')).toContain('ThrottlingException');
  expect(await describeStack('data')).toContain('does not exist');
});
