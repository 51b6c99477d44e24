import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { StaffIdentity } from '@/lib/auth/staff-rule';
import { staffMembers } from '@/lib/db/schema/staff';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import type { StaffRole } from '@/lib/domain/staff-role';

let testDb: TestDatabase;
beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());
afterEach(() => {
  vi.unstubAllEnvs();
});

/** The environment is read once per process: each case is a process of its own. */
async function rolesWith(
  variables: Record<string, string>,
  { email = 'anyone@example.jp', groups = [], amr = [] }: Partial<StaffIdentity>,
) {
  vi.resetModules();
  const settings = { STAFF_EMAILS: '', STAFF_GROUPS: '', STAFF_AMR: '', ...variables };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const { rolesOf } = await import('@/lib/auth/staff-rule');
  return rolesOf(testDb.db, { email, groups, amr });
}

describe('the list of addresses', () => {
  const list = { STAFF_EMAILS: ' Staff@Example.jp, door@example.jp,' };

  it.each(['staff@example.jp', 'STAFF@example.JP', ' door@example.jp '])('%j is owner', async (email) => {
    expect(await rolesWith(list, { email })).toEqual(['owner']);
  });

  it.each(['hanako@example.jp', 'staff@example.jp.evil.example', 'xstaff@example.jp', '@example.jp', ''])(
    '%j is not',
    async (email) => {
      expect(await rolesWith(list, { email })).toEqual([]);
    },
  );

  it('gives no power by group when no group is named', async () => {
    expect(await rolesWith(list, { groups: ['', 'undefined', 'desk'] })).toEqual([]);
  });
});

describe('the groups of the provider', () => {
  const groups = { STAFF_GROUPS: 'desk=support, cash = finance' };

  it('give each its role, whatever the address', async () => {
    expect(await rolesWith(groups, { groups: ['cash', 'other', 'desk'] })).toEqual(['support', 'finance']);
  });

  it.each(['des', 'Desk', 'desk=support', 'desks'])('%s is another group', async (name) => {
    expect(await rolesWith(groups, { groups: [name] })).toEqual([]);
  });

  it.each(['desk', 'desk=', 'desk=boss', '=support'])('%s is no setting', async (setting) => {
    await expect(rolesWith({ STAFF_GROUPS: setting }, {})).rejects.toThrow('STAFF_GROUPS');
  });
});

it('roles that an owner has given come on top, under whatever spelling of the address', async () => {
  const roles: StaffRole[] = ['operator'];
  const row = { email: 'night@example.jp', roles, changedBy: 'staff@example.jp', changedAt: new Date() };
  await testDb.db.insert(staffMembers).values(row);
  const found = await rolesWith(
    { STAFF_GROUPS: 'desk=support' },
    { email: 'Night@Example.jp', groups: ['desk'] },
  );
  expect(found).toEqual(['support', 'operator']);
});

describe('the second factor', () => {
  const asked = { STAFF_EMAILS: 'staff@example.jp', STAFF_AMR: 'hwk,mfa' };
  const email = 'staff@example.jp';

  it('missing: no powers, not even the owner’s', async () => {
    expect(await rolesWith(asked, { email, amr: ['pwd'] })).toEqual([]);
  });

  it('one of those that are named is enough', async () => {
    expect(await rolesWith(asked, { email, amr: ['pwd', 'mfa'] })).toEqual(['owner']);
  });
});
