import { afterEach, describe, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllEnvs();
});

/** The environment is read once per process: each case is a process of its own. */
async function ruleWith(variables: Record<string, string>) {
  vi.resetModules();
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const { isStaffIdentity } = await import('@/lib/auth/staff-rule');
  return isStaffIdentity;
}

describe('the list of addresses', () => {
  const list = { STAFF_EMAILS: ' Staff@Example.jp, door@example.jp,', STAFF_GROUP: '' };

  it.each(['staff@example.jp', 'STAFF@example.JP', ' door@example.jp '])('%j is staff', async (email) => {
    expect((await ruleWith(list))({ email, groups: [] })).toBe(true);
  });

  it.each(['hanako@example.jp', 'staff@example.jp.evil.example', 'xstaff@example.jp', '@example.jp', ''])(
    '%j is not',
    async (email) => {
      expect((await ruleWith(list))({ email, groups: [] })).toBe(false);
    },
  );

  it('gives no power by group when no group is named', async () => {
    const isStaff = await ruleWith(list);
    expect(isStaff({ email: 'hanako@example.jp', groups: ['', 'undefined', 'stagedoor-staff'] })).toBe(false);
  });
});

describe('the group of the provider', () => {
  const group = { STAFF_EMAILS: '', STAFF_GROUP: 'stagedoor-staff' };

  it('makes its members staff, whatever their address', async () => {
    const isStaff = await ruleWith(group);
    expect(isStaff({ email: 'anyone@example.jp', groups: ['other', 'stagedoor-staff'] })).toBe(true);
  });

  it.each(['stagedoor', 'Stagedoor-Staff', 'stagedoor-staff-guests'])('%s is another group', async (name) => {
    expect((await ruleWith(group))({ email: 'anyone@example.jp', groups: [name] })).toBe(false);
  });
});

it('without list and group nobody is staff', async () => {
  const isStaff = await ruleWith({ STAFF_EMAILS: '', STAFF_GROUP: '' });
  expect(isStaff({ email: '', groups: [] })).toBe(false);
  expect(isStaff({ email: 'staff@example.jp', groups: ['stagedoor-staff'] })).toBe(false);
});
