import { afterAll, expect, it } from 'vitest';
import { findTestDay } from '@/lib/catalog/find-test-day';
import { createTestDatabase } from '@/lib/db/test-db';
import { writeEvent } from '@/lib/db/test-rows';

const { db, close } = await createTestDatabase();
afterAll(close);

const now = new Date('2031-05-01T09:00:00Z');
const WEEK = 7 * 24 * 60;

it('is the open day of the event that comes next, never a ticketed one, and none once it is over', async () => {
  const later = await writeEvent(db, now, [{ startMinute: WEEK }, { access: 'open' }]);
  const next = await writeEvent(db, now, [{ startMinute: 60 }, { access: 'open' }]);
  await writeEvent(db, now, [{ startMinute: 30 }]);
  const over = await writeEvent(db, now, [{ startMinute: 10 }, { access: 'open', startMinute: -WEEK }]);

  expect(await findTestDay(db, { slug: undefined, now })).toMatchObject({
    slug: next.slug,
    eventDayId: next.dayIds[1],
  });
  expect((await findTestDay(db, { slug: later.slug, now }))?.eventDayId).toBe(later.dayIds[1]);
  expect(await findTestDay(db, { slug: over.slug, now })).toBeUndefined();
});
