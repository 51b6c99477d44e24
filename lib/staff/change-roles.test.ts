import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { proveStaff } from '@/lib/auth/staff';
import { staffActs, staffMembers } from '@/lib/db/schema/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import type { StaffRole } from '@/lib/domain/staff-role';
import { changeRoles } from '@/lib/staff/change-roles';

const now = new Date('2026-10-03T09:00:00Z');
const owner = proveStaff('staff@example.jp', { signedInAt: now });
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());
beforeEach(async () => {
  await testDb.db.delete(staffMembers);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const change = (by: typeof owner, email: string, roles: readonly StaffRole[]) =>
  changeRoles(testDb.db, by, { key: randomUUID(), reason: 'night shift', email, roles, now });

const rolesIn = async (email: string) =>
  (await testDb.db.select().from(staffMembers).where(eq(staffMembers.email, email)))[0]?.roles;

test('roles are given, changed and taken, each time with one audit row that says before and after', async () => {
  const email = `${randomUUID()}@example.jp`;
  await change(owner, email, ['operator', 'support']);
  expect(await rolesIn(email)).toEqual(['support', 'operator']);
  await change(owner, email, ['finance']);
  await change(owner, email, []);
  expect(await rolesIn(email)).toBeUndefined();
  const acts = await testDb.db.select().from(staffActs).where(eq(staffActs.subject, email));
  expect(acts.map(({ before, after }) => [before, after])).toEqual([
    [{ roles: [] }, { roles: ['support', 'operator'] }],
    [{ roles: ['support', 'operator'] }, { roles: ['finance'] }],
    [{ roles: ['finance'] }, { roles: [] }],
  ]);
});

test('the same roles again are no change', async () => {
  const email = `${randomUUID()}@example.jp`;
  await change(owner, email, ['support']);
  expect(await change(owner, email, ['support'])).toEqual({ ok: false, reason: 'unchanged' });
});

test('an owner cannot take the owner’s role from themselves', async () => {
  await change(owner, 'night@example.jp', ['owner']);
  const self = proveStaff('Night@example.jp', { signedInAt: now });
  expect(await change(self, 'night@example.jp', ['support'])).toEqual({
    ok: false,
    reason: 'own_owner_role',
  });
  expect(await rolesIn('night@example.jp')).toEqual(['owner']);
});

test('two owners who remove each other at once: one stays', async () => {
  vi.stubEnv('STAFF_EMAILS', '');
  const roles: StaffRole[] = ['owner'];
  const values = { roles, changedBy: 'setup', changedAt: now };
  const pair = ['one@example.jp', 'two@example.jp'] as const;
  await testDb.db.insert(staffMembers).values(pair.map((email) => ({ email, ...values })));
  const [one, two] = pair.map((email) => proveStaff(email, { signedInAt: now }));
  if (one === undefined || two === undefined) throw new Error('two owners');
  const results = await Promise.all([change(one, pair[1], []), change(two, pair[0], [])]);
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(results).toContainEqual({ ok: false, reason: 'last_owner' });
  expect(await testDb.db.$count(staffMembers)).toBe(1);
});

test('a sign-in older than 15 minutes is asked for again, and other roles find nothing', async () => {
  const tired = proveStaff('staff@example.jp', { signedInAt: new Date(now.getTime() - 15 * 60_000) });
  expect(await change(tired, 'night@example.jp', ['owner'])).toEqual({ ok: false, reason: 'sign_in_again' });
  const operator = proveStaff('op@example.jp', { roles: ['operator'], signedInAt: now });
  await expect(change(operator, 'op@example.jp', ['owner'])).rejects.toThrow(/manage_staff/);
  expect(await testDb.db.$count(staffMembers)).toBe(0);
});
