import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, beforeAll, expect, test } from 'vitest';
import { jobCursors, jobRuns } from '@/lib/db/schema/operations';
import { orders } from '@/lib/db/schema/sales';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { runJobs } from '@/lib/jobs/run-jobs';
import { beforeQuery, startSale } from '@/lib/sales/test-order';

const now = new Date();
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
  // Other test files use the same Stripe: their events are not looked for.
  const readThrough = new Date(Date.now() + 3_600_000);
  await testDb.db.insert(jobCursors).values({ name: 'stripe_events', readThrough });
});
afterAll(() => testDb.close());
beforeEach(async () => {
  await testDb.db.delete(jobRuns);
});

async function overdueOrder(): Promise<string> {
  const { orderId } = await startSale(testDb.db, { now });
  await testDb.db.update(orders).set({ holdUntil: now }).where(eq(orders.id, orderId));
  return orderId;
}

async function stateOf(orderId: string) {
  const [row] = await testDb.db.select().from(orders).where(eq(orders.id, orderId));
  return row?.state;
}

test('a run does its work and is recorded with what it did', async () => {
  const orderId = await overdueOrder();
  const report = await runJobs(testDb.db, now);
  expect(report).toMatchObject({ holdsReleased: 1, failed: [] });
  expect(await stateOf(orderId)).toBe('expired');
  const [run] = await testDb.db.select().from(jobRuns);
  const { failed, ...counts } = report;
  expect(run).toMatchObject({ startedAt: now, report: counts, failed });
  expect(run?.finishedAt).not.toBeNull();
});

test('two runs at once do each thing once, and both are recorded', async () => {
  await overdueOrder();
  const reports = await Promise.all([runJobs(testDb.db, now), runJobs(testDb.db, now)]);
  expect(reports.map(({ failed }) => failed)).toEqual([[], []]);
  expect(await testDb.db.$count(jobRuns)).toBe(2);
  const { rows } = await testDb.pool.query('select max(held) as held, max(sold) as sold from ticket_types');
  expect(rows).toEqual([{ held: 0, sold: 0 }]);
});

test('a job that breaks is named and stops no other', async () => {
  const orderId = await overdueOrder();
  const db = beforeQuery(testDb.pool, /from "stripe_events" where .*"handled_at" is null/, () =>
    Promise.reject(new Error('broken')),
  );
  expect(await runJobs(db, now)).toMatchObject({ reconciled: 0, holdsReleased: 1, failed: ['reconciled'] });
  expect(await stateOf(orderId)).toBe('expired');
  expect(await testDb.db.select().from(jobRuns)).toMatchObject([{ failed: ['reconciled'] }]);
});

test('a run that is killed stays on record as one that never finished; old ones are let go', async () => {
  await testDb.db.insert(jobRuns).values({ startedAt: new Date(now.getTime() - 8 * 86_400_000) });
  const dying = beforeQuery(testDb.pool, /^update "job_runs"/, () => Promise.reject(new Error('killed')));
  await expect(runJobs(dying, now)).rejects.toThrow();
  const runs = await testDb.db.select().from(jobRuns);
  expect(runs).toMatchObject([{ startedAt: now, finishedAt: null, report: null }]);
});
