import { desc } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readinessPasses } from '@/lib/db/schema/playback';
import { staffLooks } from '@/lib/db/schema/staff';
import { viewers } from '@/lib/db/schema/viewers';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { type TestEvent, writeEvent, writeViewer } from '@/lib/db/test-rows';
import { newId } from '@/lib/ids';
import { nextCode, now, search as searchAs, staff, writeOrder } from '@/lib/staff/test-search';

let testDb: TestDatabase;
let event: TestEvent;

beforeAll(async () => {
  testDb = await createTestDatabase();
  event = await writeEvent(testDb.db, now);
});
afterAll(() => testDb.close());

const search = (typed: string, before?: string) => searchAs(testDb.db, typed, before);
const order = (viewerId: string, createdAt = now) => writeOrder(testDb.db, event, { viewerId, createdAt });

async function lastLook() {
  const [look] = await testDb.db.select().from(staffLooks).orderBy(desc(staffLooks.id)).limit(1);
  return look;
}

test('every search that shows somebody is written down with whom it showed and never with what was typed', async () => {
  const viewer = await writeViewer(testDb.db, 'looked-at@mail.example');
  const orderId = await order(viewer.id);
  await search('looked-at@mail.example');
  expect(await lastLook()).toMatchObject({
    staffEmail: staff.email,
    what: 'search',
    detail: 'address',
    shown: [orderId],
    count: 1,
  });
  const code = nextCode();
  await testDb.db.insert(readinessPasses).values({
    id: newId('rdy'),
    code,
    browser: code,
    eventId: event.eventId,
    device: 'iPhone · Safari',
    verdict: 'ready',
    checks: {},
    checkedAt: now,
  });
  await search(code);
  const look = await lastLook();
  expect(look).toMatchObject({ detail: 'support_code', shown: [], count: 1 });
  expect(JSON.stringify(look)).not.toContain(code);
  await search('nobody has this');
  expect(await lastLook()).toEqual(look);
});

test('a full page is written down with everybody on it: 50 orders, 10 people', async () => {
  const made = await testDb.db
    .insert(viewers)
    .values(
      Array.from({ length: 62 }, (_, index) => ({ id: newId('vwr'), email: `full${index}@look.example` })),
    )
    .returning();
  for (const { id } of made.slice(0, 50)) await order(id);
  const { ids, peopleIds } = await search('@look.example');
  expect([ids.length, peopleIds.length]).toEqual([50, 10]);
  const look = await lastLook();
  expect(look?.shown.toSorted()).toEqual([...ids, ...peopleIds].toSorted());
  expect(look?.count).toBe(60);
});

test('a code is written down with the viewer it stands for', async () => {
  const viewer = await writeViewer(testDb.db);
  const code = nextCode();
  await testDb.db.insert(readinessPasses).values({
    id: newId('rdy'),
    code,
    browser: code,
    eventId: event.eventId,
    viewerId: viewer.id,
    device: 'iPhone · Safari',
    verdict: 'ready',
    checks: {},
    checkedAt: now,
  });
  const orderId = await order(viewer.id);
  await search(code);
  expect(await lastLook()).toMatchObject({ shown: [orderId, viewer.id], count: 2 });
});

test('pages by key show every order once, newest first, whatever is ordered meanwhile', async () => {
  const fans = await testDb.db
    .insert(viewers)
    .values(
      Array.from({ length: 120 }, (_, index) => ({ id: newId('vwr'), email: `fan${index}@pages.example` })),
    )
    .returning();
  const ids: string[] = [];
  // Pairs of the same moment: the id decides between them.
  for (const [index, { id }] of fans.entries())
    ids.push(await order(id, new Date(now.getTime() + Math.floor(index / 2) * 60_000)));
  for (const typed of ['@pages.example', '']) {
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const page: Awaited<ReturnType<typeof search>> = await search(typed, before);
      seen.push(...page.ids);
      before = page.olderThan;
      const stranger = await writeViewer(testDb.db, `new${seen.length}${typed.length}@pages.example`);
      await order(stranger.id, new Date(now.getTime() + 999 * 60_000));
    } while (before !== undefined && seen.length < 300);
    const ours = seen.filter((id) => ids.includes(id));
    expect(new Set(seen).size).toBe(seen.length);
    expect(new Set(ours)).toEqual(new Set(ids));
    expect(seen.length >= 120 && seen.slice(0, 50).length).toBe(50);
  }
});

test('a rare part is found among all orders, however old', async () => {
  const old = await writeViewer(testDb.db, 'long-ago@rare.example');
  const orderId = await order(old.id, new Date('2020-01-01T00:00:00Z'));
  await testDb.db.execute(
    `insert into viewers (id, email) select 'vwr_many' || n, 'many' || n || '@many.example' from generate_series(1, 1600) n`,
  );
  await testDb.db
    .execute(`insert into orders (id, code, viewer_id, event_id, state, total_minor, currency, contact_email, locale, client_key, hold_until, created_at)
    select 'ord_many' || n, 'MANY' || n, 'vwr_many' || n, '${event.eventId}', 'expired', 1, 'JPY', 'x@y.example', 'ja', n, now(), now() from generate_series(1, 1600) n`);
  for (const typed of ['long-ago', 'long-ago@rare.example', '@rare.ex', 'rare'])
    expect((await search(typed)).ids, typed).toEqual([orderId]);
  expect(await search('many.example')).toMatchObject({ olderThan: expect.stringMatching(/^ord_many/) });
  expect(await search('zq')).toMatchObject({ isShort: true, ids: [] });
});
