import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { announcementsToAll } from '@/lib/catalog/announcements-for';
import { readEventState } from '@/lib/catalog/event-state';
import { events } from '@/lib/db/schema/catalog';
import { announcements } from '@/lib/db/schema/operations';
import { staffActs } from '@/lib/db/schema/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { type TestEvent, writeEvent } from '@/lib/db/test-rows';
import type { AnnouncementAudience } from '@/lib/domain/announcement';
import { endBanner } from '@/lib/staff/end-banner';
import { postBanner } from '@/lib/staff/post-banner';

const now = new Date();
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const staff = proveStaff('desk@example.jp', { roles: ['operator'] });
let testDb: TestDatabase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

const post = ({ dayIds }: TestEvent, changes = {}) =>
  postBanner(testDb.db, staff, {
    key: randomUUID(),
    reason: '映像の不具合',
    eventDayId: dayIds[0] ?? '',
    severity: 'warning',
    audience: 'all',
    text: { ja: '復旧中です', en: 'We are on it' },
    end: '30',
    replaces: undefined,
    now,
    ...changes,
  });
const end = (bannerId: string, changes = {}) =>
  endBanner(testDb.db, staff, { key: randomUUID(), reason: '解消', bannerId, now, ...changes });
const rowsOf = ({ eventId }: TestEvent) =>
  testDb.db
    .select()
    .from(announcements)
    .where(eq(announcements.eventId, eventId))
    .orderBy(announcements.startsAt);
const actsOf = ({ eventId }: TestEvent) =>
  testDb.db.select().from(staffActs).where(eq(staffActs.eventId, eventId));
const shownOn = async ({ slug }: TestEvent, at = now) =>
  (await readEventState(testDb.db, slug, at))?.announcements ?? [];

test('a banner is on the pages at once, ends by itself, and is one audit row', async () => {
  const event = await writeEvent(testDb.db, now);
  expect(await post(event)).toMatchObject({ ok: true, isRepeat: false });
  expect(await shownOn(event)).toMatchObject([{ text: { ja: '復旧中です', en: 'We are on it' } }]);
  expect(await shownOn(event, minutes(30))).toEqual([]);
  expect(await actsOf(event)).toMatchObject([{ power: 'post_banner', reason: '映像の不具合', before: null }]);
});

test('ended by hand it is off at once, also in the moment it began, and ends only once', async () => {
  const event = await writeEvent(testDb.db, now);
  await post(event);
  const [banner] = await rowsOf(event);
  expect(await end(banner?.id ?? '')).toMatchObject({ ok: true });
  expect(await shownOn(event)).toEqual([]);
  expect(await end(banner?.id ?? '')).toEqual({ ok: false, reason: 'not_open' });
  expect(await actsOf(event)).toHaveLength(2);
});

test('ten posts with one key at once are one banner', async () => {
  const event = await writeEvent(testDb.db, now);
  const key = randomUUID();
  const posted = await Promise.all(Array.from({ length: 10 }, () => post(event, { key })));
  expect(posted.filter((result) => result.ok)).toHaveLength(10);
  expect(await rowsOf(event)).toHaveLength(1);
  expect(await actsOf(event)).toHaveLength(1);
});

test('a banner that takes the place of another ends it in the same act', async () => {
  const event = await writeEvent(testDb.db, now);
  await post(event);
  const [first] = await rowsOf(event);
  const later = minutes(1);
  const better = { replaces: first?.id, text: { ja: '復旧しました', en: 'Solved' }, now: later };
  expect(await post(event, better)).toMatchObject({ ok: true });
  expect(await shownOn(event, later)).toMatchObject([{ text: { ja: '復旧しました' } }]);
  expect(await post(event, better)).toEqual({ ok: false, reason: 'not_open' });
  const acts = await actsOf(event);
  expect(acts).toHaveLength(2);
  expect(acts).toContainEqual(
    expect.objectContaining({ before: expect.objectContaining({ id: first?.id }) }),
  );
});

test('until the end of the day counts the time that shows run late, and is refused after it', async () => {
  const event = await writeEvent(testDb.db, now);
  await post(event, { end: 'day' });
  const [banner] = await rowsOf(event);
  expect(banner?.endsAt).toEqual(minutes(-30 + 120 + 15));
  expect(await post(event, { end: 'day', now: minutes(105) })).toEqual({ ok: false, reason: 'day_over' });
  expect(await rowsOf(event)).toHaveLength(1);
});

test('a draft has no pages, so nothing is posted', async () => {
  const event = await writeEvent(testDb.db, now);
  await testDb.db.update(events).set({ state: 'draft' }).where(eq(events.id, event.eventId));
  expect(await post(event)).toEqual({ ok: false, reason: 'not_published' });
  expect(await actsOf(event)).toEqual([]);
});

test('however much is said to those who watch, what is said to all is not pushed out', async () => {
  const event = await writeEvent(testDb.db, now);
  const said = (audience: AnnouncementAudience, changes = {}) => post(event, { audience, ...changes });
  await said('all', { severity: 'info' });
  for (let number = 1; number <= 5; number += 1) await said('watching', { now: minutes(-number) });
  // Not of the same moment: then chance would say which is the newest.
  await said('tickets', { severity: 'info', now: minutes(-1) });
  const shown = await shownOn(event);
  expect(shown.map(({ audience }) => audience)).toEqual([
    'watching',
    'watching',
    'watching',
    'all',
    'tickets',
  ]);
});

test('what is said to all is told on every page, the newest of the same gravity first, three at most', async () => {
  await testDb.db.delete(announcements);
  const event = await writeEvent(testDb.db, now);
  await post(event, { audience: 'tickets' });
  for (const ja of ['一', '二', '三', '四']) {
    await post(event, { text: { ja, en: ja }, severity: 'info', now: minutes(-10 + '一二三四'.indexOf(ja)) });
  }
  const { announcements: shown } = await announcementsToAll(testDb.db, now);
  expect(shown.map(({ text }) => text.ja)).toEqual(['四', '三', '二']);
});

test('support has no banner to post or end', async () => {
  const event = await writeEvent(testDb.db, now);
  await post(event);
  const [banner] = await rowsOf(event);
  const support = proveStaff('support@example.jp', { roles: ['support'] });
  const wish = { key: randomUUID(), reason: 'because', bannerId: banner?.id ?? '', now };
  await expect(endBanner(testDb.db, support, wish)).rejects.toMatchObject({ code: 'not_found' });
  expect(await shownOn(event)).toHaveLength(1);
});
