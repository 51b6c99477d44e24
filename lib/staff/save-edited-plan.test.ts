import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import type { EventPlan } from '@/lib/domain/event-plan';
import { changeEventState } from '@/lib/staff/change-event-state';
import { readEventPlan } from '@/lib/staff/read-event-plan';
import { saveEditedPlan } from '@/lib/staff/save-edited-plan';
import { newPlan, words } from '@/lib/staff/test-plan';

const now = new Date();
const staff = proveStaff('editor@example.jp', { roles: ['operator'] });
let testDb: TestDatabase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

const save = (plan: EventPlan, version?: number) =>
  saveEditedPlan(testDb.db, staff, { plan, version, key: randomUUID(), reason: 'planning', now });
const setState = (eventId: string, version: number, state: EventPlan['state']) =>
  changeEventState(testDb.db, staff, {
    eventId,
    version,
    state,
    key: randomUUID(),
    reason: 'a step of its own',
    now,
  });
const stored = async ({ id }: EventPlan) => {
  const found = await readEventPlan(testDb.db, staff, id);
  return [found?.plan.state, found?.plan.title.en, found?.version];
};

test('saving over a version that was published meanwhile leaves the event on sale', async () => {
  const plan = newPlan();
  await save(plan);
  await setState(plan.id, 1, 'published');
  const mine = { ...plan, title: words('Renamed') };
  expect(await save(mine, 1)).toEqual({ ok: false, reason: 'edited_meanwhile' });
  expect(await save(mine, 2)).toEqual({ ok: true });
  expect(await stored(plan)).toEqual(['published', 'Renamed', 3]);
});

test('saving over a version that was made a draft again does not publish it', async () => {
  const plan = newPlan();
  await save(plan);
  await setState(plan.id, 1, 'published');
  await setState(plan.id, 2, 'draft');
  const mine = { ...plan, state: 'published' as const, title: words('Renamed') };
  expect(await save(mine, 3)).toEqual({ ok: true });
  expect(await stored(plan)).toEqual(['draft', 'Renamed', 4]);
});

test('a new event is a draft', async () => {
  const plan = newPlan();
  expect(await save({ ...plan, state: 'published' })).toEqual({ ok: true });
  expect(await stored(plan)).toEqual(['draft', 'Festival', 1]);
});
