import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { ticketTypes } from '@/lib/db/schema/catalog';
import { screenLinks } from '@/lib/db/schema/playback';
import { orders } from '@/lib/db/schema/sales';
import { staffActs } from '@/lib/db/schema/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeViewer } from '@/lib/db/test-rows';
import type { EventPlan } from '@/lib/domain/event-plan';
import { paidSale, startSale } from '@/lib/sales/test-order';
import { readEventFile, writeEventFile } from '@/lib/staff/event-file';
import { readEventPlan } from '@/lib/staff/read-event-plan';
import { saveEventPlan } from '@/lib/staff/save-event-plan';
import { switchShow } from '@/lib/staff/switch-show';
import { writeDecision, writeMinute } from '@/lib/staff/test-board';
import { manifestUrl, newPlan, words } from '@/lib/staff/test-plan';

const now = new Date();
const staff = proveStaff('editor@example.jp', { roles: ['operator'] });
let testDb: TestDatabase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

const save = (plan: EventPlan, version?: number, key: string = randomUUID()) =>
  saveEventPlan(testDb.db, staff, { plan, version, key, reason: 'planning', now });
const read = async (id: string) => {
  const stored = await readEventPlan(testDb.db, staff, id);
  if (stored === undefined) throw new Error('no such event');
  return stored;
};
const problemsOf = async (plan: EventPlan, version?: number) => {
  const done = await save(plan, version);
  return done.ok || done.reason !== 'problems'
    ? done
    : done.problems.map(({ code, path }) => `${path}: ${code}`);
};

test('a new event is stored as planned, is read back from its own file, and leaves one audit row', async () => {
  const plan = newPlan();
  const file = readEventFile(writeEventFile(plan));
  expect(file).toEqual({ ok: true, plan });
  expect(await save(plan)).toEqual({ ok: true });
  expect(await read(plan.id)).toEqual({ plan, version: 1 });
  const rows = await testDb.db.select().from(staffActs).where(eq(staffActs.subject, plan.id));
  expect(rows).toMatchObject([{ power: 'edit_events', before: null, reason: 'planning' }]);
});

test('an edit changes texts, places, days and prices; the slower of two editors is told and changes nothing', async () => {
  const plan = newPlan();
  await save(plan);
  const [first, second] = plan.days;
  const type = plan.ticketTypes[0];
  if (first === undefined || second === undefined || type === undefined) throw new Error('plan');
  const edited: EventPlan = {
    ...plan,
    title: words('Renamed'),
    days: [
      { ...second, position: 1, kids: [randomUUID()] },
      { ...first, position: 2 },
    ],
    ticketTypes: [{ ...type, priceMinor: 8000, days: [second.id] }],
  };
  expect(await save(edited, 1)).toEqual({ ok: true });
  expect(await read(plan.id)).toEqual({ plan: edited, version: 2 });
  expect(await save({ ...plan, title: words('Too late') }, 1)).toEqual({
    ok: false,
    reason: 'edited_meanwhile',
  });
  expect((await read(plan.id)).plan.title.en).toBe('Renamed');
  expect(await save(plan)).toEqual({ ok: false, reason: 'edited_meanwhile' });
});

test('two editors at once: one saves', async () => {
  const plan = newPlan();
  await save(plan);
  const both = await Promise.all(['One', 'Two'].map((title) => save({ ...plan, title: words(title) }, 1)));
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await read(plan.id)).version).toBe(2);
});

describe('what was sold stays', () => {
  test('capacity, currency, days and the ticket type itself; the price of a held order too', async () => {
    const sale = await startSale(testDb.db, { now, prices: [2500] });
    const [order] = await testDb.db.select().from(orders).where(eq(orders.id, sale.orderId));
    const { plan, version } = await read(order?.eventId ?? '');
    const [type] = plan.ticketTypes;
    if (type === undefined) throw new Error('plan');
    const days = plan.days.map((day) => ({ ...day, manifestUrl: manifestUrl(), kids: [randomUUID()] }));
    const change = (changed: Partial<typeof type>) => ({
      ...plan,
      days,
      ticketTypes: [{ ...type, ...changed }],
    });
    expect(await problemsOf(change({ capacity: 0 }), version)).toContain(
      'ticketTypes.0.capacity: capacity_below_taken',
    );
    expect(await problemsOf(change({ currency: 'USD' }), version)).toContain(
      'ticketTypes.0.currency: currency_of_used_type',
    );
    expect(await problemsOf({ ...change({}), ticketTypes: [] }, version)).toContain(
      `ticketTypes.${type.id}: type_in_use`,
    );
    expect(await problemsOf({ ...plan, days: [] }, version)).toContain(
      `days.${plan.days[0]?.id ?? ''}: day_in_use`,
    );
    expect(await save(change({ priceMinor: 9900, capacity: 1 }), version)).toEqual({ ok: true });
    const [held] = await testDb.db.select().from(orders).where(eq(orders.id, sale.orderId));
    expect(held?.totalMinor).toBe(2500);
    const [row] = await testDb.db.select().from(ticketTypes).where(eq(ticketTypes.id, type.id));
    expect(row).toMatchObject({ priceMinor: 9900, held: 1 });
  });

  test('an event with orders is not made a draft again', async () => {
    const sale = await paidSale(testDb.db, { now, prices: [2500] });
    const [order] = await testDb.db.select().from(orders).where(eq(orders.id, sale.orderId));
    const { plan, version } = await read(order?.eventId ?? '');
    expect(await problemsOf({ ...plan, state: 'draft' }, version)).toContain(
      'state: unpublished_with_orders',
    );
  });
});

describe('a day with a trace is not removed, and the form says so', () => {
  const traces: Readonly<Record<string, (eventDayId: string) => Promise<unknown>>> = {
    'a switch': async (eventDayId) => {
      const press = { key: randomUUID(), reason: 'rehearsal', seen: 0, now };
      expect(await switchShow(testDb.db, staff, { ...press, eventDayId, to: 'hold' })).toMatchObject({
        ok: true,
      });
    },
    'an answer of the license server': (eventDayId) => writeDecision(testDb.db, { eventDayId }),
    'a measured minute': (eventDayId) => writeMinute(testDb.db, { eventDayId }),
    'a screen': async (eventDayId) =>
      testDb.db.insert(screenLinks).values({
        ...{ id: randomUUID(), codeHash: randomUUID(), browser: 'b', device: 'tv', createdAt: now },
        ...{ expiresAt: now, viewerId: (await writeViewer(testDb.db)).id, eventDayId, confirmedAt: now },
      }),
  };

  test.each(Object.entries(traces))('%s', async (_name, leave) => {
    const plan = newPlan();
    await save(plan);
    const [first, second] = plan.days;
    if (first === undefined || second === undefined) throw new Error('plan');
    await leave(second.id);
    const types = plan.ticketTypes.map((type) => ({ ...type, days: [first.id] }));
    const without = { ...plan, days: [first], ticketTypes: types };
    expect(await problemsOf(without, 1)).toEqual([`days.${second.id}: day_in_use`]);
    expect((await read(plan.id)).plan.days).toHaveLength(2);
  });
});

test('keys, addresses and origins that are others’ are named, all at once, and nothing is written', async () => {
  const other = newPlan();
  await save(other);
  const plan = newPlan();
  const [day] = plan.days;
  if (day === undefined) throw new Error('plan');
  const wrong = {
    ...plan,
    slug: other.slug,
    days: [
      {
        ...day,
        kids: other.days[0]?.kids ?? [],
        manifestUrl: 'https://evil.example/x.mpd',
        endsAt: day.doorsAt,
      },
    ],
    ticketTypes: [],
    state: 'published' as const,
  };
  expect(await problemsOf(wrong)).toEqual([
    'slug: slug_taken',
    'state: nothing_to_publish',
    'days.0.endsAt: times',
    'days.0.kids: key_in_use',
    'days.0.manifestUrl: origin_not_configured',
  ]);
  expect(await readEventPlan(testDb.db, staff, plan.id)).toBeUndefined();
  const stolen = { ...newPlan(), days: other.days.map((taken) => ({ ...taken, kids: [randomUUID()] })) };
  await expect(save({ ...stolen, ticketTypes: [] })).rejects.toMatchObject({ code: 'conflict' });
});
