import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { checkBackup } from './check-backup';
import { startTestServer, type TestServer } from './test-portal';

const now = new Date('2026-11-30T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const folder = mkdtempSync(join(tmpdir(), 'stagedoor-backups-'));
const before = { ...process.env };

let rds: TestServer;
let answer: RequestListener;
beforeAll(async () => {
  rds = await startTestServer((request, response) => answer(request, response));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: rds.url,
    AWS_REGION: 'ap-northeast-1',
    AWS_ACCESS_KEY_ID: 'made-up',
    AWS_SECRET_ACCESS_KEY: 'made-up',
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(async () => {
  process.env = before;
  await rds.close();
});

const at = (path: string) => checkBackup({ path, clusterId: undefined, now });
const of = (clusterId: string) => checkBackup({ path: undefined, clusterId, now });

function dump(name: string, { hours, content = 'PGDMP' }: { hours: number; content?: string }): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  writeFileSync(file, content);
  utimesSync(file, hoursAgo(hours), hoursAgo(hours));
  return file;
}

/** DescribeDBClusters as the RDS API reference shows it (Query protocol, XML). */
function describes(members: string): RequestListener {
  return (_request, response) =>
    response.setHeader('content-type', 'text/xml')
      .end(`<DescribeDBClustersResponse xmlns="http://rds.amazonaws.com/doc/2014-10-31/"><DescribeDBClustersResult>
      <DBClusters>${members}</DBClusters></DescribeDBClustersResult></DescribeDBClustersResponse>`);
}

function cluster(restorable: Date | undefined): RequestListener {
  const time = restorable ? `<LatestRestorableTime>${restorable.toISOString()}</LatestRestorableTime>` : '';
  const member = `<DBCluster><DBClusterIdentifier>tickets</DBClusterIdentifier>${time}</DBCluster>`;
  return (request, response) =>
    void text(request).then((asked) => {
      const { Action: action, DBClusterIdentifier: id } = Object.fromEntries(new URLSearchParams(asked));
      describes(action === 'DescribeDBClusters' && id === 'tickets' ? member : '')(request, response);
    });
}

function refuses(status: number, code: string): RequestListener {
  return (_request, response) =>
    response.writeHead(status, { 'content-type': 'text/xml' })
      .end(`<ErrorResponse xmlns="http://rds.amazonaws.com/doc/2014-10-31/"><Error><Type>Sender</Type>
      <Code>${code}</Code><Message>so it is</Message></Error></ErrorResponse>`);
}

test('the newest dump counts: go for a day and two hours, no-go after, with the command that makes one', async () => {
  const file = dump('a.dump', { hours: 25.9 });
  dump('b.dump', { hours: 300 });
  expect(await at(folder)).toMatchObject([{ result: 'go', found: expect.stringContaining(`${file}, `) }]);
  expect(await at(file)).toMatchObject([{ result: 'go', found: expect.stringContaining('(25 h ago)') }]);
  dump('a.dump', { hours: 26.1 });
  expect(await at(folder)).toMatchObject([{ result: 'no_go', fix: expect.stringContaining('pg_dump') }]);
});

test('no dump, an empty one and an empty folder are no backups', async () => {
  expect(await at(join(folder, 'none'))).toMatchObject([{ result: 'no_go' }]);
  const file = dump('a.dump', { hours: 1, content: '' });
  for (const path of [file, folder]) expect(await at(path)).toMatchObject([{ result: 'no_go' }]);
});

test('Amazon RDS is asked for the cluster: what it can be restored to counts', async () => {
  answer = cluster(hoursAgo(0.1));
  expect(await of('tickets')).toMatchObject([
    { result: 'go', found: expect.stringMatching(/^tickets, .*less than an hour/) },
  ]);
  answer = cluster(hoursAgo(27));
  expect(await of('tickets')).toMatchObject([
    { result: 'no_go', found: expect.stringContaining('27 h ago') },
  ]);
  answer = cluster(undefined);
  expect(await of('tickets')).toMatchObject([{ result: 'no_go', fix: expect.stringContaining('tickets') }]);
});

test('a cluster that is not there is no-go; where RDS may not be asked nothing is known', async () => {
  answer = refuses(404, 'DBClusterNotFoundFault');
  expect(await of('tickets')).toMatchObject([{ result: 'no_go', fix: 'Mend DATABASE_CLUSTER_ID.' }]);
  answer = refuses(403, 'AccessDenied');
  expect(await of('tickets')).toMatchObject([
    { result: 'not_checked', fix: expect.stringContaining('rds:DescribeDBClusters') },
  ]);
});

test('where nobody says where backups are, that is the warning; where two are named, both are looked at', async () => {
  const nowhere = { path: undefined, clusterId: undefined, now };
  expect(await checkBackup(nowhere)).toMatchObject([
    { result: 'not_checked', fix: expect.stringMatching(/DATABASE_CLUSTER_ID.*BACKUP_PATH/) },
  ]);
  expect(await checkBackup({ ...nowhere, path: '' })).toMatchObject([{ result: 'not_checked' }]);
  answer = cluster(hoursAgo(0));
  const both = await checkBackup({ path: dump('a.dump', { hours: 40 }), clusterId: 'tickets', now });
  expect(both.map(({ result }) => result)).toEqual(['go', 'no_go']);
});
