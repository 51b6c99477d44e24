import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Viewer } from '@/lib/auth/viewer';
import { licenseDecisions, playbackSessions } from '@/lib/db/schema/playback';
import { viewers } from '@/lib/db/schema/viewers';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { type TestEvent, writeEvent, writeViewer } from '@/lib/db/test-rows';
import { newId } from '@/lib/ids';
import { saveReadiness } from '@/lib/playback/save-readiness';
import { nextCode, now, search as searchAs, writeOrder } from '@/lib/staff/test-search';

let testDb: TestDatabase;
let event: TestEvent;

beforeAll(async () => {
  testDb = await createTestDatabase();
  event = await writeEvent(testDb.db, now);
});
afterAll(() => testDb.close());

const search = (typed: string, before?: string) => searchAs(testDb.db, typed, before);
const order = (viewerId: string, createdAt = now) => writeOrder(testDb.db, event, { viewerId, createdAt });

test('somebody without an order is found by address, part, name and code, and nobody who has one is among them', async () => {
  const { db } = testDb;
  const guest = await writeViewer(db, 'guest@only-tests.example');
  await db.update(viewers).set({ name: '薬袋　千尋' }).where(eq(viewers.id, guest.id));
  const buyer = await writeViewer(db, 'buyer@only-tests.example');
  const orderId = await order(buyer.id);
  for (const typed of ['guest@only-tests.example', 'GUEST@only', '薬袋', '袋千'])
    expect(await search(typed)).toMatchObject({
      ids: [],
      peopleIds: [guest.id],
      hit: { viewerId: guest.id },
    });
  expect(await search('only-tests')).toMatchObject({ ids: [orderId], peopleIds: [guest.id], hit: undefined });
});

test('a code says what it stands for and leads to the person, with one order, several or none', async () => {
  const { db } = testDb;
  const [decision, mark, passed] = [nextCode(), nextCode(), nextCode()];
  const viewer = await writeViewer(db, 'coded@mail.example');
  await db.insert(licenseDecisions).values({
    id: newId('dec'),
    sessionId: 'open:any',
    viewerId: viewer.id,
    eventDayId: event.dayIds[0] ?? '',
    keySystem: 'widevine',
    outcome: 'too_early',
    supportCode: decision,
    decidedAt: now,
  });
  await db.insert(playbackSessions).values({
    id: newId('pbs'),
    viewerId: viewer.id,
    eventDayId: event.dayIds[0] ?? '',
    device: 'iPhone',
    mark,
    openedAt: now,
    lastBeatAt: now,
  });
  await writePass(passed, viewer);
  const viewerId = viewer.id;
  const expected = [
    [decision, { what: 'decision', outcome: 'too_early', at: now, timeZone: 'Asia/Tokyo' }],
    [mark, { what: 'mark', device: 'iPhone' }],
    [passed, { what: 'test', device: 'iPhone · Safari', verdict: 'not_ready', problems: ['clock', 'speed'] }],
  ] as const;
  for (const [code, what] of expected) {
    const found = await search(code.toLowerCase());
    expect(found).toMatchObject({
      codes: [{ ...what, viewerId, viewerEmail: viewer.email }],
      hit: { viewerId },
    });
  }
  const orderId = await order(viewerId);
  expect(await search(mark)).toMatchObject({ ids: [orderId], peopleIds: [], hit: { orderId } });
  await order(viewerId);
  expect(await search(mark)).toMatchObject({ query: { kind: 'support_code' }, hit: { viewerId } });
});

async function writePass(code: string, viewer: Viewer | undefined): Promise<void> {
  await saveReadiness(testDb.db, viewer, {
    slug: event.slug,
    code,
    checks: { speed: 'failed', secure: 'passed', clock: 'warned', second_engine: 'skipped' },
    browser: randomUUID(),
    device: 'iPhone · Safari',
    now,
  });
}

test('a code of a test without a sign-in is decoded and opens nobody; of two with one code both are shown', async () => {
  const code = nextCode();
  await writePass(code, undefined);
  expect(await search(code)).toMatchObject({ codes: [{ viewerId: null }], ids: [], hit: undefined });
  const viewer = await writeViewer(testDb.db);
  await writePass(code, viewer);
  expect(await search(code)).toMatchObject({ codes: [{}, {}], peopleIds: [viewer.id], hit: undefined });
});

test('a code that stands for nothing may be a name', async () => {
  const code = nextCode();
  const viewer = await writeViewer(testDb.db);
  await testDb.db.update(viewers).set({ name: code }).where(eq(viewers.id, viewer.id));
  expect(await search(code)).toMatchObject({ query: { kind: 'text' }, peopleIds: [viewer.id], codes: [] });
});

test('a whole address means that one, also where it is part of another', async () => {
  const [taro, kentaro] = [
    await writeViewer(testDb.db, 'taro@part.example'),
    await writeViewer(testDb.db, 'kentaro@part.example'),
  ];
  const orderId = await order(taro.id);
  await order(kentaro.id);
  expect(await search('Taro@part.example')).toMatchObject({
    query: { kind: 'address' },
    ids: [orderId],
    hit: { orderId },
  });
  expect(await search('aro@part.example')).toMatchObject({ query: { kind: 'mail' }, hit: undefined });
});
