import { afterAll, beforeAll, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { proveStaff } from '@/lib/auth/staff';
import { ticketTypes } from '@/lib/db/schema/catalog';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent } from '@/lib/db/test-rows';
import { listBoardDays } from '@/lib/staff/list-board-days';
import { before, dayOnAir, now, writeSession } from '@/lib/staff/test-board';

let testDb: TestDatabase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

test('the day on air comes first with its viewers and sales, then the next one, then what is over', async () => {
  const { db } = testDb;
  const day = await dayOnAir(db);
  await db.update(ticketTypes).set({ sold: 7 }).where(eq(ticketTypes.id, day.ticketTypeId));
  await writeSession(db, day);
  await writeSession(db, day, { lastBeatAt: before(60) });
  const other = await writeEvent(db, now, [{ startMinute: -3000 }, { startMinute: 600 }]);
  const [over, next] = other.dayIds;
  const staff = proveStaff('support@example.jp', { roles: ['support'] });
  const days = await listBoardDays(db, staff, now);
  expect(days.map(({ id, phase, viewers, sold, capacity }) => [id, phase, viewers, sold, capacity])).toEqual([
    [day.eventDayId, 'live', 1, 7, 100],
    [next, 'before', 0, 0, 0],
    [over, 'ended', 0, 0, 0],
  ]);
  const nobody = proveStaff('x@example.jp', { roles: [] });
  await expect(listBoardDays(db, nobody, now)).rejects.toMatchObject({ code: 'not_found' });
});
