import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent, writeViewer } from '@/lib/db/test-rows';
import { saveReadiness } from '@/lib/playback/save-readiness';
import { findReadiness } from '@/lib/staff/find-readiness';

const now = new Date('2026-10-03T12:14:00Z');
const staff = proveStaff('staff@example.jp');
let testDb: TestDatabase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

test('a code in any spelling leads to device, verdict and what did not pass, with and without a viewer', async () => {
  const { db } = testDb;
  const { slug } = await writeEvent(db, now);
  const viewer = await writeViewer(db);
  const save = (code: string, who: typeof viewer | undefined) =>
    saveReadiness(db, who, {
      slug,
      code,
      checks: { speed: 'failed', secure: 'passed', clock: 'warned', second_engine: 'skipped' },
      browser: randomUUID(),
      device: 'iPhone · Safari',
      now,
    });
  await save('222222', viewer);
  await save('AAAAA7', undefined);
  expect(await findReadiness(db, staff, '２２２２２２')).toMatchObject([
    {
      code: '222222',
      device: 'iPhone · Safari',
      verdict: 'not_ready',
      problems: ['clock', 'speed'],
      checkedAt: now,
      viewerEmail: viewer.email,
    },
  ]);
  expect(await findReadiness(db, staff, ' aaaaa7 ')).toMatchObject([{ viewerEmail: undefined }]);
  expect(await findReadiness(db, staff, viewer.email)).toEqual([]);
});
