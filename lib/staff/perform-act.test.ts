import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { staffActs, staffLooks } from '@/lib/db/schema/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { writeViewer } from '@/lib/db/test-rows';
import { viewers } from '@/lib/db/schema/viewers';
import type { StaffPower } from '@/lib/domain/staff-role';
import { logLook } from '@/lib/staff/log-look';
import { performAct } from '@/lib/staff/perform-act';

const now = new Date();
let testDb: TestDatabase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

const act = (key: string, power: StaffPower = 'add_note') => ({
  power,
  key,
  reason: 'asked by phone',
  now,
  work: async () => ({ ok: true }) as const,
});
const rowsOf = (key: string) => testDb.db.select().from(staffActs).where(eq(staffActs.key, key));

test('an act and its audit row are one transaction', async () => {
  const viewer = await writeViewer(testDb.db);
  const [key, staff] = [randomUUID(), proveStaff('desk@example.jp', { roles: ['support'] })];
  const work = performAct(testDb.db, staff, {
    ...act(key),
    viewerId: viewer.id,
    work: async (tx) => {
      await tx.update(viewers).set({ name: 'after' }).where(eq(viewers.id, viewer.id));
      return { ok: true, before: { name: null }, after: { name: 'after' } };
    },
  });
  expect(await work).toEqual({ ok: true, isRepeat: false, after: { name: 'after' } });
  expect(await rowsOf(key)).toMatchObject([
    { staffEmail: 'desk@example.jp', roles: ['support'], reason: 'asked by phone', viewerId: viewer.id },
  ]);
});

test('the same key again, and ten times at once: done once, with one row', async () => {
  const [key, staff] = [randomUUID(), proveStaff('desk@example.jp')];
  const viewer = await writeViewer(testDb.db);
  const press = () =>
    performAct(testDb.db, staff, {
      ...act(key),
      work: async (tx) => {
        const name = sql`coalesce(name, '') || 'x'`;
        await tx.update(viewers).set({ name }).where(eq(viewers.id, viewer.id));
        return { ok: true };
      },
    });
  const pressed = await Promise.all(Array.from({ length: 10 }, press));
  expect(pressed.filter((result) => result.ok && !result.isRepeat)).toHaveLength(1);
  expect(await press()).toMatchObject({ ok: true, isRepeat: true });
  expect(await rowsOf(key)).toHaveLength(1);
  const [row] = await testDb.db.select().from(viewers).where(eq(viewers.id, viewer.id));
  expect(row?.name).toBe('Viewerx');
});

test('a rule that says no, and a failure, leave neither effect nor row', async () => {
  const [key, staff] = [randomUUID(), proveStaff('desk@example.jp')];
  const refused = await performAct<'too_late'>(testDb.db, staff, {
    ...act(key),
    work: async () => ({ ok: false, reason: 'too_late' }),
  });
  expect(refused).toEqual({ ok: false, reason: 'too_late' });
  const viewer = await writeViewer(testDb.db);
  const failing = performAct(testDb.db, staff, {
    ...act(key),
    work: async (tx) => {
      await tx.update(viewers).set({ name: 'half done' }).where(eq(viewers.id, viewer.id));
      throw new Error('in the middle');
    },
  });
  await expect(failing).rejects.toThrow('in the middle');
  expect(await rowsOf(key)).toEqual([]);
  const [row] = await testDb.db.select().from(viewers).where(eq(viewers.id, viewer.id));
  expect(row?.name).not.toBe('half done');
});

test('without the power there is nothing here, and nothing is done', async () => {
  const staff = proveStaff('desk@example.jp', { roles: ['support'] });
  let hasRun = false;
  const refused = performAct(testDb.db, staff, {
    ...act(randomUUID(), 'refund'),
    work: async () => {
      hasRun = true;
      return { ok: true };
    },
  });
  await expect(refused).rejects.toMatchObject({ code: 'not_found' });
  expect(hasRun).toBe(false);
});

test('money and roles ask for a sign-in of the last quarter of an hour', async () => {
  const staff = (minutes: number) =>
    proveStaff('cash@example.jp', {
      roles: ['finance'],
      signedInAt: new Date(now.getTime() - minutes * 60_000),
    });
  const refund = (minutes: number) => performAct(testDb.db, staff(minutes), act(randomUUID(), 'refund'));
  expect(await refund(15)).toEqual({ ok: false, reason: 'sign_in_again' });
  expect(await refund(14)).toMatchObject({ ok: true });
});

test.each(['staff_acts', 'staff_looks'])(
  'the database lets nobody change, delete or empty %s',
  async (table) => {
    const staff = proveStaff('desk@example.jp');
    await performAct(testDb.db, staff, act(randomUUID()));
    await logLook(testDb.db, staff, { what: 'search', now });
    for (const statement of [
      `update ${table} set staff_email = 'somebody else'`,
      `delete from ${table}`,
      `truncate ${table}`,
    ]) {
      const tried = testDb.db.execute(sql.raw(statement));
      await expect(tried, statement).rejects.toMatchObject({ cause: { message: `${table} is append-only` } });
    }
    expect((await testDb.db.select().from(staffLooks)).length).toBeGreaterThan(0);
  },
);
