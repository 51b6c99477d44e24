import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { startTestAws, type TestAws } from '../cloud/test-aws';
import { dataRoot } from '../repo-root';
import { bundleOwn } from './build/bundle-own';
import { type LocalFunction, startFunction } from './local/start-function';

const ROWS = 120_000;
const bucket = 'cdk-hnb659fds-assets-111122223333-ap-northeast-1';
mkdirSync(dataRoot, { recursive: true });
const folder = mkdtempSync(join(dataRoot, 'records-function-'));
let database: TestDatabase;
let aws: TestAws;
let records: LocalFunction;
let host = '';

beforeAll(async () => {
  [database, aws] = await Promise.all([createTestDatabase(), startTestAws('records', {})]);
  ({ host } = new URL(database.url));
  await bundleOwn('records', folder);
  records = await startFunction({
    name: 'test-records',
    folder,
    env: {
      ...aws.ofFunctions,
      DATABASE_URL: database.url,
      RECORDS_BUCKET: bucket,
      DRILL_HOST_PATTERN: host.replaceAll('.', String.raw`\.`),
      // In megabytes: far less than the rows, which are some 60 of JSON.
      NODE_OPTIONS: '--max-old-space-size=40',
    },
  });
  await database.pool.query(
    `insert into stripe_events (id, type, last_error, received_at)
     select 'evt_' || n, 'payment_intent.succeeded', repeat(md5(n::text), 12),
       '2027-03-20T10:00:00Z'::timestamptz + n * interval '1 s'
     from generate_series(1, $1::int) n`,
    [ROWS],
  );
});
afterAll(async () => {
  await records.process.stop();
  await Promise.all([database.close(), aws.close()]);
  rmSync(folder, { recursive: true, force: true });
});

test('more rows than its memory could hold are in the bucket, the manifest last', async () => {
  const reply = await records.invoke({});
  expect(reply).toMatchObject({ bucket, manifest: { files: expect.any(Array) } });
  const { prefix, manifest } = Object(reply);
  expect(manifest.files).toContainEqual(expect.objectContaining({ table: 'stripe_events', rows: ROWS }));
  const puts = (await aws.calls()).filter((call) => call.startsWith('s3:PUTObject'));
  expect(puts).toHaveLength(manifest.files.length + 1);
  expect(puts.at(-1)).toBe(`s3:PUTObject /${bucket}/${prefix}/manifest.json`);
});

test('rows are counted as of a moment, here and in a database that a drill restored', async () => {
  const event = { count: true, until: '2027-03-20T10:01:40Z' };
  const counted = {
    newestAt: '2027-03-20T10:01:40.000Z',
    rows: expect.objectContaining({ stripe_events: 100 }),
  };
  expect(await records.invoke(event)).toMatchObject(counted);
  expect(await records.invoke({ ...event, host })).toMatchObject(counted);
});

test('a host that is none of a drill is not connected to, though it is there', async () => {
  const [name = '', port = ''] = host.split(':');
  const sameMachine = name === 'localhost' ? '127.0.0.1' : 'localhost';
  for (const other of [`${sameMachine}:${port}`, `${host}#`, `${host}/x`, 'x', '']) {
    const event = { count: true, until: '2027-03-20T10:01:40Z', host: other };
    await expect(records.invoke(event), other).rejects.toThrow('The function failed');
  }
});

test('an event with a mistake in it exports nothing', async () => {
  const before = (await aws.calls()).length;
  for (const event of [{ count: true }, { count: true, until: 'today' }, { cuont: true }, null])
    await expect(records.invoke(event), JSON.stringify(event)).rejects.toThrow('The function failed');
  expect(await aws.calls()).toHaveLength(before);
});

test('while S3 refuses, nothing counts as exported', async () => {
  await aws.put('faults', JSON.stringify({ operation: 'PUTObject', code: 'AccessDenied', count: 1 }));
  await expect(records.invoke({})).rejects.toThrow('The function failed');
});
