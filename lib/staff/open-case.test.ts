import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { staffLooks } from '@/lib/db/schema/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent, writeViewer } from '@/lib/db/test-rows';
import { beforeQuery } from '@/lib/sales/test-order';
import { openCase } from '@/lib/staff/open-case';
import { openViewer } from '@/lib/staff/open-viewer';
import { writeOrder } from '@/lib/staff/test-search';
import { type Story, writeStory } from '@/lib/staff/test-story';

const now = new Date('2026-10-04T00:00:00Z');
let testDb: TestDatabase;
let story: Story;
beforeAll(async () => {
  testDb = await createTestDatabase();
  story = await writeStory(testDb.db, new Date('2026-10-03T08:00:00Z'));
});
afterAll(() => testDb.close());

const desk = (name: string) => proveStaff(`${name}@example.jp`, { roles: ['support'] });

async function looksOf(name: string) {
  const { what, detail, shown } = staffLooks;
  return testDb.db
    .select({ what, detail, shown })
    .from(staffLooks)
    .where(eq(staffLooks.staffEmail, `${name}@example.jp`));
}

async function countStatements(read: (db: TestDatabase['db']) => Promise<unknown>) {
  const counted = { reads: 0, writes: 0 };
  const reads = beforeQuery(testDb.pool, /^\s*(select|with)/i, async () => void (counted.reads += 1));
  const both = beforeQuery(testDb.pool, /^\s*insert/i, async () => void (counted.writes += 1));
  await read(reads);
  await read(both);
  return counted;
}

test('a case is read in at most six statements, its code decoded; the look is the one that writes', async () => {
  const wish = { orderId: story.orderId, code: story.codes.license, now };
  expect(await countStatements((db) => openCase(db, desk('count'), wish))).toEqual({ reads: 6, writes: 1 });
});

test('a viewer is read in at most six statements, and the look is written', async () => {
  const wish = { viewerId: story.viewer.id, code: story.codes.test, now };
  expect(await countStatements((db) => openViewer(db, desk('count'), wish))).toEqual({ reads: 6, writes: 1 });
});

test('the case tells how money, playback and mails stand', async () => {
  const opened = await openCase(testDb.db, desk('stands'), { orderId: story.orderId, now });
  expect(opened).toMatchObject({
    found: {
      order: { state: 'paid' },
      viewer: { id: story.viewer.id },
      playback: {
        answer: { kind: 'played' },
        test: { verdict: 'not_ready', at: new Date('2026-10-03T08:05:00Z') },
      },
      lines: [{ standing: 'open', priceMinor: 2500, paidMinor: 2500 }],
      entitlements: [{ state: 'active', startsAt: new Date('2026-10-03T09:00:00Z') }],
      payments: [{ state: 'failed' }, { state: 'succeeded' }],
      refunds: [{ amountMinor: 500, state: 'failed' }],
    },
    facts: { leftMinor: 2500, openSessions: 0, mails: [{ kind: 'confirmation' }, { kind: 'refund' }] },
    decoded: undefined,
  });
  expect(opened?.facts.lastMail).toMatchObject({ kind: 'refund', sentAt: null });
  expect(opened?.facts.drafts.map(({ template }) => template)).not.toContain('refund_done');
});

test('a code leads to what it stands for, and one of another case to nothing', async () => {
  const other = await writeStory(testDb.db, new Date('2026-10-03T08:00:00Z'));
  const decoded = async (code: string) =>
    (await openCase(testDb.db, desk('code'), { orderId: story.orderId, code, now }))?.decoded;
  expect(await decoded(story.codes.license)).toMatchObject({
    kind: 'license',
    facts: { outcome: 'region_blocked' },
  });
  expect(await decoded(story.codes.mark)).toMatchObject({ kind: 'session_opened' });
  expect(await decoded(other.codes.license)).toBeUndefined();
});

test('every look at a case or a viewer is written down with whose it was, and none at what is not there', async () => {
  const staff = desk('looks');
  await openCase(testDb.db, staff, { orderId: story.orderId, now });
  await openViewer(testDb.db, staff, { viewerId: story.viewer.id, now });
  expect(await openCase(testDb.db, staff, { orderId: 'ord_none', now })).toBeUndefined();
  expect(await openViewer(testDb.db, staff, { viewerId: 'vwr_none', now })).toBeUndefined();
  expect(await looksOf('looks')).toEqual([
    { what: 'case', detail: 'order', shown: [story.orderId, story.viewer.id] },
    { what: 'case', detail: 'viewer', shown: [story.viewer.id, story.orderId] },
  ]);
});

test('a viewer without orders has a page: logins, tests and open screens', async () => {
  const { db } = testDb;
  const viewer = await writeViewer(db);
  const [dayId = ''] = story.event.dayIds;
  await db.execute(
    sql`insert into viewer_identities (provider, subject, viewer_id) values ('oidc', ${viewer.id}, ${viewer.id})`,
  );
  await db.execute(sql`
    insert into playback_sessions (id, viewer_id, event_day_id, device, opened_at, last_beat_at)
    values (${`pbs_${viewer.id}`}, ${viewer.id}, ${dayId}, 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0', ${now}, ${now})`);
  const opened = await openViewer(db, desk('alone'), { viewerId: viewer.id, now });
  expect(opened).toMatchObject({
    viewer: { email: viewer.email },
    logins: [{ provider: 'oidc' }],
    orders: [],
    tickets: [],
    screens: [{ device: 'Windows · Chrome' }],
    timeline: { entries: [{ kind: 'session_opened' }] },
  });
});

test('the look at a viewer names all 50 orders that the page shows', async () => {
  const { db } = testDb;
  const [viewer, event] = [await writeViewer(db), await writeEvent(db, now)];
  for (let count = 0; count < 51; count += 1) await writeOrder(db, event, { viewerId: viewer.id });
  const opened = await openViewer(db, desk('many'), { viewerId: viewer.id, now });
  const ids = opened?.orders.map(({ id }) => id) ?? [];
  expect(ids).toHaveLength(50);
  expect(await looksOf('many')).toEqual([{ what: 'case', detail: 'viewer', shown: [viewer.id, ...ids] }]);
});
