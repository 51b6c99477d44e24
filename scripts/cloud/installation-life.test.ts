import { appendFile, readdir, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { bundleOwn } from '../aws/build/bundle-own';
import { type LocalFunction, startFunction } from '../aws/local/start-function';
import { checkRecords } from '../records/check-records';
import { recordTables } from '../records/record-tables';
import { startTestAws, type TestAws } from './test-aws';
import { operatorActs } from './test-operator-acts';

/**
 * One installation from its first deployment to its removal, with the real `cdk` against the twin. The tests build on each
 * other: every deployment synthesizes all stacks, and one each for a dozen tests would take many minutes.
 */
let aws: TestAws;
let database: TestDatabase;
const records: { function?: LocalFunction } = {};
const patience = 300_000;

beforeAll(async () => {
  [aws, database] = await Promise.all([startTestAws('life', {}), createTestDatabase()]);
});
afterAll(async () => {
  await records.function?.process.stop();
  await Promise.all([aws.close(), database.close()]);
});

const stacksThatStand = async (): Promise<readonly string[]> =>
  (await aws.state()).stacks.flatMap(({ name, status }) => (status === 'CREATE_COMPLETE' ? [name] : []));
const clusters = async (): Promise<readonly string[]> =>
  (await aws.state()).clusters.flatMap(({ id, status }) => (status === 'deleting' ? [] : [id]));
const destroying = async (): Promise<readonly string[]> =>
  (await aws.calls()).filter((call) => /DeleteStack|ModifyDBCluster|DeleteDB/.test(call));

describe('deploying', () => {
  test(
    'nobody agreed: what changes is shown, and nothing is deployed',
    async () => {
      const { code, output } = await aws.run('deploy', ['life']);
      expect([code, output]).toEqual([1, expect.stringContaining('→ npm run deploy -- life --yes')]);
      expect(output).toContain('Security Group Changes');
      expect((await aws.calls()).filter((call) => /ChangeSet|PUTObject/.test(call))).toEqual([]);
    },
    patience,
  );

  test(
    'a stack that fails is rolled back, what was finished stays, and the way on is said',
    async () => {
      await aws.put('broken-stacks/life-portal', 'true');
      const { code, output } = await aws.run('deploy', ['life', '--yes']);
      expect([code, output]).toEqual([1, expect.stringContaining('it goes on where it stopped')]);
      expect(output).toContain('The twin was told to fail here');
      expect(await stacksThatStand()).toEqual(
        expect.arrayContaining(['life-network', 'life-data', 'life-secrets']),
      );
      expect(await stacksThatStand()).not.toContain('life-portal');
    },
    patience,
  );

  test(
    'again: it goes on, leaves alone what stands, and says what is left to do, secrets by name alone',
    async () => {
      await aws.put('broken-stacks/life-portal', 'false');
      const busy = { operation: 'DescribeStacks', code: 'ThrottlingException', count: 2 };
      await aws.put('faults', JSON.stringify(busy));
      const given = 'a-value-that-nobody-may-see';
      await aws.put('secrets/life%2Fapplication', JSON.stringify({ STRIPE_SECRET_KEY: given }));
      const { code, output } = await aws.run('deploy', ['life', '--yes']);
      expect([code, output]).toEqual([0, expect.stringContaining('life-network (no changes)')]);
      expect(await stacksThatStand()).toHaveLength(7);
      expect(output).toContain('secret STRIPE_WEBHOOK_SECRET is not in life/application');
      expect(output).not.toContain('secret STRIPE_SECRET_KEY is not');
      expect(output).not.toContain('DRM_CASTLABS_SECRET');
      expect(output).not.toContain(given);
      expect(output).toContain('the mail to operations@example.com (us-east-1)');
      expect(output).toContain('Then: npm run preflight -- --installation life');
    },
    patience,
  );
});

describe('what needs the database', () => operatorActs(() => aws));

describe('a restore drill', () => {
  const counted = (orders: number) => ({
    rows: Object.fromEntries(recordTables.map(({ table }) => [table, table === 'orders' ? orders : 5])),
    newestAt: '2026-11-29T12:00:00Z',
  });
  const drill = async (...replies: readonly object[]) => {
    await aws.put('functions/life-records', JSON.stringify({ replies }));
    return aws.run('restore-drill', ['life', '--poll-seconds', '0']);
  };

  test('as many rows as the live database had: go, in the live one’s subnets and the group of drills', async () => {
    const { code, output } = await drill(counted(100), counted(100));
    expect([code, output]).toEqual([0, expect.stringMatching(/^GO: 245 rows restored/m)]);
    expect(await aws.calls()).toContain('rds:RestoreDBClusterToPointInTime stagedoor-life-drill');
    expect(await clusters()).toEqual(['stagedoor-life']);
  });

  test('rows are missing: no-go, names the table, and cleans up', async () => {
    const { code, output } = await drill(counted(100), counted(99));
    expect([code, output]).toEqual([1, expect.stringContaining('orders: 99 rows instead of 100')]);
    expect(output).toMatch(/^NO-GO/m);
    expect(await clusters()).toEqual(['stagedoor-life']);
  });

  test('what was restored cannot be counted: it is removed all the same', async () => {
    await aws.put('functions/life-records', JSON.stringify({ error: 'connection refused' }));
    const { code, output } = await aws.run('restore-drill', ['life', '--poll-seconds', '0']);
    expect([code, output]).toEqual([1, expect.stringContaining('connection refused')]);
    expect([await clusters(), (await aws.state()).instances]).toEqual([['stagedoor-life'], []]);
  });

  test('it cannot be removed: said so, with the commands that do it; and the next drill names it', async () => {
    await aws.put('faults', JSON.stringify({ operation: 'DeleteDBCluster', code: 'AccessDenied', count: 1 }));
    const { output } = await drill(counted(1), counted(1));
    expect(output).toContain('could NOT be removed');
    expect(output).toContain(
      'delete-db-cluster --region ap-northeast-1 --db-cluster-identifier stagedoor-life-drill',
    );
    const next = await drill(counted(1), counted(1));
    expect([next.code, next.output]).toEqual([1, expect.stringContaining('life --clean removes it')]);
    await aws.run('restore-drill', ['life', '--clean', '--poll-seconds', '0']);
    const after = await drill(counted(1), counted(1));
    expect(after.code).toBe(0);
  });

  test('Ctrl-C while it waits: what was made is removed', async () => {
    await aws.put('functions/life-records', JSON.stringify({ replies: [counted(1)] }));
    const args = ['life', '--poll-seconds', '1'];
    const { code, output } = await aws.interrupt('restore-drill', args, 'Wait for it');
    expect([code, output]).toEqual([130, expect.stringContaining('The restored database is being removed.')]);
    expect([await clusters(), (await aws.state()).instances]).toEqual([['stagedoor-life'], []]);
  });

  test('no automatic backup yet: said so, nothing is made', async () => {
    await aws.put('backups/stagedoor-life', '');
    const { code, output } = await drill(counted(1), counted(1));
    expect([code, output]).toEqual([1, expect.stringContaining('There is no automatic backup')]);
  });
});

describe('removing', () => {
  const tearDown = (confirmed = 'life') =>
    aws.run('teardown', ['life', '--confirm', confirmed, '--records-in', join(aws.folder, 'records')]);

  test('the export fails: nothing is destroyed', async () => {
    await aws.put('functions/life-records', JSON.stringify({ error: 'disk full' }));
    const before = await destroying();
    const { code, output } = await tearDown();
    expect([code, output]).toEqual([1, expect.stringContaining('disk full')]);
    expect(await destroying()).toEqual(before);
  });

  test('another name is typed, or none: the records are here, and nothing is destroyed', async () => {
    await startRecordsFunction();
    const before = await destroying();
    const wrong = await tearDown('live');
    expect([wrong.code, wrong.output]).toEqual([1, expect.stringContaining('"live" is not life')]);
    const [folder = ''] = await readdir(join(aws.folder, 'records'));
    expect(await checkRecords(join(aws.folder, 'records', folder))).toMatchObject({ ok: true });
    expect(await destroying()).toEqual(before);
  });

  test(
    'a stack that cannot be removed: the database is protected again',
    async () => {
      const fault = { operation: 'DeleteStack', subject: 'life-data', code: 'AccessDenied', count: 1 };
      await aws.put('faults', JSON.stringify(fault));
      const before = (await aws.calls()).length;
      const { code, output } = await tearDown();
      expect([code, output]).toEqual([1, expect.stringContaining('protected again')]);
      expect((await aws.state()).clusters).toMatchObject([{ id: 'stagedoor-life', isProtected: true }]);
      const calls = (await aws.calls()).slice(before);
      const firstDestroyed = calls.findIndex((call) => /ModifyDBCluster|DeleteStack/.test(call));
      expect(calls).toContain('lambda:Invoke life-records');
      expect(calls.lastIndexOf('lambda:Invoke life-records')).toBeLessThan(firstDestroyed);
      expect(calls.findLastIndex((call) => call.startsWith('s3:GETObject /life-'))).toBeLessThan(
        firstDestroyed,
      );
    },
    patience,
  );

  test(
    'again, with its function gone: the export of that day stands if it is whole, and everything but the records goes',
    async () => {
      const home = join(aws.folder, 'records');
      const newest = join(home, (await readdir(home)).sort().at(-1) ?? '');
      await appendFile(join(newest, 'orders.ndjson.gz'), 'x');
      const broken = await tearDown();
      expect([broken.code, broken.output]).toEqual([1, expect.stringContaining('no whole export of today')]);
      await truncate(
        join(newest, 'orders.ndjson.gz'),
        (await stat(join(newest, 'orders.ndjson.gz'))).size - 1,
      );
      const { code, output } = await tearDown();
      expect([code, output]).toEqual([0, expect.stringContaining('the function is gone; the export of')]);
      const { stacks, clusters: left, snapshots, buckets } = await aws.state();
      expect(stacks.filter(({ status }) => status !== 'DELETE_COMPLETE')).toEqual([]);
      expect([left, snapshots]).toEqual([[], [expect.stringContaining('stagedoor-life')]]);
      const kept = buckets.filter(({ name }) => !name.startsWith('cdk-')).map(({ name }) => name);
      expect(kept).toEqual([expect.stringMatching(/^life-portal-records/)]);
      for (const what of [
        `bucket ${kept[0] ?? ''}`,
        `snapshot ${snapshots[0] ?? ''}`,
        'hosted zone example.com',
      ])
        expect(output).toContain(` - ${what}\n`);
    },
    patience,
  );
});

/** The real bundle, as the deployed function would run it. */
async function startRecordsFunction(): Promise<void> {
  const bucket = (await aws.state()).buckets.find(({ name }) => name.startsWith('life-portal-records'));
  const folder = join(aws.folder, 'function');
  await bundleOwn('records', folder);
  records.function = await startFunction({
    name: 'test-life-records',
    folder,
    env: {
      ...aws.ofFunctions,
      DATABASE_URL: database.url,
      RECORDS_BUCKET: bucket?.name,
      DRILL_HOST_PATTERN: 'none',
    },
  });
  await aws.put('functions/life-records', JSON.stringify({ url: records.function.url }));
}
