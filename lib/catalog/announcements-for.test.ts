import { afterAll, beforeAll, expect, it } from 'vitest';
import { announcements } from '@/lib/db/schema/operations';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { type TestEvent, writeEvent } from '@/lib/db/test-rows';
import type { AnnouncementAudience } from '@/lib/domain/announcement';
import { announcementsFor } from './announcements-for';

const now = new Date('2030-05-01T10:00:00Z');
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
let database: TestDatabase;
let event: TestEvent;
let other: TestEvent;

beforeAll(async () => {
  database = await createTestDatabase();
  [event, other] = [await writeEvent(database.db, now, [{}]), await writeEvent(database.db, now, [{}])];
  const one = (id: string, audience: AnnouncementAudience, of: TestEvent, severity: 'info' | 'warning') => ({
    id,
    eventId: of.eventId,
    severity,
    audience,
    text: { ja: id, en: id },
    startsAt: minutes(-1),
    endsAt: minutes(1),
  });
  await database.db
    .insert(announcements)
    .values([
      one('everybody', 'all', event, 'info'),
      one('holders', 'tickets', event, 'warning'),
      one('stream', 'watching', event, 'info'),
      one('elsewhere', 'all', other, 'warning'),
      { ...one('over', 'all', event, 'warning'), startsAt: minutes(-9), endsAt: minutes(-5) },
    ]);
});
afterAll(() => database.close());

it('has what these events say to these audiences now, warnings first', async () => {
  const found = await announcementsFor(database.db, {
    eventSlugs: [event.slug],
    audiences: ['all', 'tickets'],
    now,
  });
  expect(found.map(({ id }) => id)).toEqual(['holders', 'everybody']);
});

it('has nothing to say of no events', async () => {
  expect(await announcementsFor(database.db, { eventSlugs: [], audiences: ['all'], now })).toEqual([]);
});
