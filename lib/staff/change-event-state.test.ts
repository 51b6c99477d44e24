import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { ticketTypes } from '@/lib/db/schema/catalog';
import { orders } from '@/lib/db/schema/sales';
import { staffActs } from '@/lib/db/schema/staff';
import type { EventPlan } from '@/lib/domain/event-plan';
import { paidSale } from '@/lib/sales/test-order';
import { changeEventState } from '@/lib/staff/change-event-state';
import { findLastEdit } from '@/lib/staff/find-last-edit';
import { readEventPlan } from '@/lib/staff/read-event-plan';
import { listPublishProblems, readPlanLimits } from '@/lib/staff/read-plan-limits';
import { readPreview } from '@/lib/staff/read-preview';
import { saveEventPlan } from '@/lib/staff/save-event-plan';
import { newPlan, words } from '@/lib/staff/test-plan';

const now = new Date();
const staff = proveStaff('editor@example.jp', { roles: ['operator'] });
let testDb: TestDatabase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

const save = (plan: EventPlan, version?: number, reason = 'planning') =>
  saveEventPlan(testDb.db, staff, { plan, version, key: randomUUID(), reason, now });
const publish = (eventId: string, version: number, key: string = randomUUID()) =>
  changeEventState(testDb.db, staff, { eventId, version, state: 'published', key, reason: 'announced', now });

test('what is published is the version that was looked at, once, with its audit row', async () => {
  const plan = newPlan();
  await save(plan);
  await save({ ...plan, title: words('Renamed') }, 1);
  expect(await publish(plan.id, 1)).toEqual({ ok: false, reason: 'edited_meanwhile' });
  const key = randomUUID();
  expect(await publish(plan.id, 2, key)).toEqual({ ok: true });
  expect(await publish(plan.id, 2, key), 'the same press again').toEqual({ ok: true });
  expect(await readEventPlan(testDb.db, staff, plan.id)).toMatchObject({
    plan: { state: 'published', title: words('Renamed') },
    version: 3,
  });
  const acts = await testDb.db.select().from(staffActs).where(eq(staffActs.eventId, plan.id));
  expect(acts.filter(({ reason }) => reason === 'announced')).toHaveLength(1);
});

test('an event without tickets is not published, and its page says why before anyone tries', async () => {
  const plan = { ...newPlan(), ticketTypes: [] };
  await save(plan);
  const problems = [{ code: 'nothing_to_publish', path: 'state' }];
  expect(await listPublishProblems(testDb.db, staff, plan)).toEqual(problems);
  expect(await publish(plan.id, 1)).toEqual({ ok: false, reason: 'problems', problems });
  await expect(publish('evt_nothing', 1)).rejects.toMatchObject({ code: 'not_found' });
});

test('who has no power to edit publishes nothing', async () => {
  const plan = newPlan();
  await save(plan);
  const support = proveStaff('desk@example.jp', { roles: ['support'] });
  const wish = {
    eventId: plan.id,
    version: 1,
    state: 'published',
    key: randomUUID(),
    reason: 'try',
    now,
  } as const;
  await expect(changeEventState(testDb.db, support, wish)).rejects.toMatchObject({ code: 'not_found' });
  expect((await readEventPlan(testDb.db, staff, plan.id))?.plan.state).toBe('draft');
});

test('the slower of two editors can be told who saved last, when and why', async () => {
  const plan = newPlan();
  expect(await findLastEdit(testDb.db, staff, plan.id)).toBeUndefined();
  await save(plan);
  await saveEventPlan(testDb.db, proveStaff('other@example.jp'), {
    plan: { ...plan, title: words('Renamed') },
    version: 1,
    key: randomUUID(),
    reason: 'a better title',
    now: new Date(now.getTime() + 1000),
  });
  expect(await findLastEdit(testDb.db, staff, plan.id)).toEqual({
    by: 'other@example.jp',
    at: new Date(now.getTime() + 1000),
    reason: 'a better title',
  });
});

test('the form knows seats, and what is used; the preview shows them without a trace', async () => {
  const sale = await paidSale(testDb.db, { now, prices: [2500] });
  const [order] = await testDb.db.select().from(orders).where(eq(orders.id, sale.orderId));
  const eventId = order?.eventId ?? '';
  const stored = await readEventPlan(testDb.db, staff, eventId);
  if (stored === undefined) throw new Error('no such event');
  const [type] = await testDb.db.select().from(ticketTypes).where(eq(ticketTypes.eventId, eventId));
  const limits = await readPlanLimits(testDb.db, staff, stored.plan);
  expect(limits.seats[type?.id ?? '']).toEqual({ sold: 1, held: 0 });
  expect(limits.usedTicketTypes).toEqual([type?.id]);
  expect(limits.usedDays).toEqual(stored.plan.days.map(({ id }) => id));

  const before = await testDb.db.select().from(staffActs);
  const shown = await readPreview(testDb.db, staff, { eventId, at: 'live', now });
  expect(shown).toMatchObject({ moment: 'live', event: { ticketTypes: [{ sold: 1 }] } });
  expect(shown?.state.days[0]?.phase).toBe('live');
  expect((await readPreview(testDb.db, staff, { eventId, at: 'nonsense', now }))?.moment).toBe('now');
  expect(await readPreview(testDb.db, staff, { eventId: 'evt_nothing', now })).toBeUndefined();
  expect(await testDb.db.select().from(staffActs)).toEqual(before);
});
