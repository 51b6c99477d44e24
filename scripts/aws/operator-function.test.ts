import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent } from '@/lib/db/test-rows';
import { refundEvent } from '@/lib/sales/refund-event';
import { dataRoot } from '../repo-root';
import { bundleOwn } from './build/bundle-own';
import { type LocalFunction, startFunction } from './local/start-function';

mkdirSync(dataRoot, { recursive: true });
const folder = mkdtempSync(join(dataRoot, 'operator-'));
let database: TestDatabase;
let operator: LocalFunction;

beforeAll(async () => {
  database = await createTestDatabase();
  await bundleOwn('operator', folder);
  operator = await startFunction({ name: 'test-operator', folder, env: { DATABASE_URL: database.url } });
});
afterAll(async () => {
  await operator.process.stop();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

test('preflight tells of every part what it found, from inside the function', async () => {
  const lines = await operator.invoke({ act: 'preflight', isRehearsal: false, recorded: {} });
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ what: 'the database has the schema of this code', result: 'go' }),
      expect.objectContaining({ what: 'the jobs run', result: 'no_go' }),
      expect.objectContaining({ what: 'there is a show', result: 'no_go' }),
    ]),
  );
});

test('a refund of everybody is ordered once, by whoever is named, and its progress is told', async () => {
  const event = await writeEvent(database.db, new Date(), [{ startMinute: 1440 }]);
  const progress = () => operator.invoke({ act: 'refund-progress', event: event.slug });
  expect(await progress()).toEqual({ counts: [] });
  const wish = { act: 'refund-event', event: event.slug, reason: 'storm', by: 'owner@example.jp' };
  const first = await operator.invoke(wish);
  expect(await operator.invoke(wish)).toEqual(first);
  expect(await progress()).toEqual({ newest: { ...Object(first), isWrittenDown: false }, counts: [] });
  const { rows } = await database.pool.query(
    'select requested_by, reason from mass_refunds where event_id = $1',
    [event.eventId],
  );
  expect(rows).toEqual([{ requested_by: 'owner@example.jp', reason: 'storm' }]);
  // The same act as on one machine.
  const again = { eventSlug: event.slug, reason: 'x', now: new Date() };
  expect({ id: await refundEvent(database.db, proveStaff('other@example.jp'), again) }).toEqual(first);
});

test.each([
  {},
  { act: 'preflight' },
  { act: 'refund-event', event: 'night', reason: ' ', by: 'owner@example.jp' },
  { act: 'refund-event', event: 'night', reason: 'rain', by: 'nobody' },
  { act: 'refund-event', event: 'nobody-knows', reason: 'rain', by: 'owner@example.jp' },
  { act: 'drop-everything' },
])('%j does nothing', async (wish) => {
  await expect(operator.invoke(wish)).rejects.toThrow('The function failed');
  const { rows } = await database.pool.query(`select 1 from mass_refunds where reason <> 'storm'`);
  expect(rows).toEqual([]);
});
