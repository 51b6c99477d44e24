import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { findEvent } from '@/lib/catalog/find-event';
import { showSwitches, staffActs } from '@/lib/db/schema/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeEvent } from '@/lib/db/test-rows';
import { type ShowPosition, showPositions } from '@/lib/domain/show-switch';
import { gatherDayFacts } from '@/lib/playback/day-facts';
import { showDeskFacts } from '@/lib/staff/show-desk-facts';
import { switchShow } from '@/lib/staff/switch-show';

const now = new Date();
const staff = proveStaff('desk@example.jp', { roles: ['operator'] });
let testDb: TestDatabase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

async function dayOnAir() {
  const { dayIds, slug, eventId } = await writeEvent(testDb.db, now);
  return { eventDayId: dayIds[0] ?? '', slug, eventId };
}

const press = (eventDayId: string, to: ShowPosition, changes = {}) =>
  switchShow(testDb.db, staff, {
    key: randomUUID(),
    reason: '進行の都合',
    eventDayId,
    to,
    seen: 0,
    now,
    ...changes,
  });
const rowsOf = (eventDayId: string) =>
  testDb.db.select().from(showSwitches).where(eq(showSwitches.eventDayId, eventDayId));
const actsOf = (eventId: string) =>
  testDb.db.select().from(staffActs).where(eq(staffActs.eventId, eventId)).orderBy(staffActs.actedAt);

test('each switch is one row and one audit row, read by pages and licenses alike', async () => {
  const { eventDayId, slug, eventId } = await dayOnAir();
  const order: readonly ShowPosition[] = ['hold', 'live', 'paused', 'ended', 'auto'];
  for (const [index, to] of order.entries()) {
    const at = new Date(now.getTime() + index);
    const desk = await showDeskFacts(testDb.db, staff, { eventDayId, now: at });
    expect(await press(eventDayId, to, { seen: desk?.seen, now: at })).toMatchObject({ ok: true });
    const facts = await gatherDayFacts(testDb.db, { eventDayId, viewerId: undefined });
    // It is open at every press but the last, when it has been ended.
    const switched = { to, at, wasOpen: to !== 'auto' };
    expect(facts?.times.switched).toEqual(switched);
    expect((await findEvent(testDb.db, slug))?.days[0]?.switched).toEqual(switched);
  }
  const acts = await actsOf(eventId);
  expect(acts.map(({ before, after }) => [before, after])).toEqual([
    [
      { position: 'auto', phase: 'live' },
      { position: 'hold', phase: 'doors' },
    ],
    [
      { position: 'hold', phase: 'doors' },
      { position: 'live', phase: 'live' },
    ],
    [
      { position: 'live', phase: 'live' },
      { position: 'paused', phase: 'live' },
    ],
    [
      { position: 'paused', phase: 'live' },
      { position: 'ended', phase: 'ended' },
    ],
    [
      { position: 'ended', phase: 'ended' },
      { position: 'auto', phase: 'live' },
    ],
  ]);
  expect(new Set(acts.map(({ subject, power }) => `${power} ${subject}`))).toEqual(
    new Set([`switch_show ${eventDayId}`]),
  );
});

test('whatever is pressed, in any order: a refusal writes nothing, an act exactly one row of each', async () => {
  const { eventDayId, eventId } = await dayOnAir();
  let done = 0;
  for (const to of [...showPositions, ...showPositions.toReversed(), ...showPositions]) {
    const { seen = 0 } = (await showDeskFacts(testDb.db, staff, { eventDayId, now })) ?? {};
    if ((await press(eventDayId, to, { seen })).ok) done += 1;
    expect(await rowsOf(eventDayId)).toHaveLength(done);
    expect(await actsOf(eventId)).toHaveLength(done);
  }
  expect(done).toBeGreaterThan(5);
});

test('ten presses with one key at once are one switch', async () => {
  const { eventDayId, eventId } = await dayOnAir();
  const key = randomUUID();
  const pressed = await Promise.all(Array.from({ length: 10 }, () => press(eventDayId, 'paused', { key })));
  expect(pressed.filter((result) => result.ok)).toHaveLength(10);
  expect(await rowsOf(eventDayId)).toHaveLength(1);
  expect(await actsOf(eventId)).toHaveLength(1);
});

test('of two members at once the slower one is told', async () => {
  const { eventDayId } = await dayOnAir();
  const results = await Promise.all([press(eventDayId, 'paused'), press(eventDayId, 'ended')]);
  expect(results.filter((result) => result.ok)).toHaveLength(1);
  expect(results).toContainEqual({ ok: false, reason: 'changed' });
  expect(await rowsOf(eventDayId)).toHaveLength(1);
});

test('what would have no effect is refused', async () => {
  const { eventDayId } = await dayOnAir();
  expect(await press(eventDayId, 'auto')).toEqual({ ok: false, reason: 'unchanged' });
  expect(await rowsOf(eventDayId)).toEqual([]);
});

test('without the power there is neither desk nor switch; an unknown day is not found', async () => {
  const { eventDayId } = await dayOnAir();
  const support = proveStaff('support@example.jp', { roles: ['support', 'finance'] });
  expect(await showDeskFacts(testDb.db, support, { eventDayId, now })).toBeUndefined();
  const wish = { key: randomUUID(), reason: 'because', eventDayId, to: 'ended' as const, seen: 0, now };
  await expect(switchShow(testDb.db, support, wish)).rejects.toMatchObject({ code: 'not_found' });
  await expect(press('day_none', 'ended')).rejects.toMatchObject({ code: 'not_found' });
  expect(await rowsOf(eventDayId)).toEqual([]);
});
