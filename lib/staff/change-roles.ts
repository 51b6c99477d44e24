import { and, eq, ne, sql } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import { env } from '@/lib/config/env';
import type { Database, Transaction } from '@/lib/db/client';
import { staffMembers } from '@/lib/db/schema/staff';
import type { RoleRefusal } from '@/lib/domain/role-refusal';
import { normalizeMail } from '@/lib/domain/search-query';
import { type StaffRole, staffRoles } from '@/lib/domain/staff-role';
import { type ActWork, performAct, type PerformedAct } from '@/lib/staff/perform-act';

interface RoleChange {
  readonly key: string;
  readonly reason: string;
  /** Normalised. */
  readonly email: string;
  /** All that the member has from now on; none: no member any more. */
  readonly roles: readonly StaffRole[];
  readonly now: Date;
}

/**
 * Sets somebody's roles, as one act of an owner who has just signed in. Nobody takes the owner's role from themselves or
 * from the last owner, also when two do it at once. Throws Fault `not_found` without the power.
 */
export function changeRoles(
  db: Database,
  staff: Staff,
  change: RoleChange,
): Promise<PerformedAct<RoleRefusal>> {
  const { key, reason, email, now } = change;
  return performAct<RoleRefusal>(db, staff, {
    power: 'manage_staff',
    key,
    reason,
    subject: email,
    now,
    work: (tx) => setRoles(tx, staff, change),
  });
}

async function setRoles(
  tx: Transaction,
  staff: Staff,
  { email, roles, now }: RoleChange,
): Promise<ActWork<RoleRefusal>> {
  // Two owners who remove each other wait here: the second one sees what the first has done.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('staff_members', 0))`);
  const [member] = await tx.select().from(staffMembers).where(eq(staffMembers.email, email));
  const before = member?.roles ?? [];
  const after = staffRoles.filter((role) => roles.includes(role));
  if (before.join() === after.join()) return { ok: false, reason: 'unchanged' };
  if (before.includes('owner') && !after.includes('owner')) {
    if (email === normalizeMail(staff.email)) return { ok: false, reason: 'own_owner_role' };
    if (!(await hasOtherOwner(tx, email))) return { ok: false, reason: 'last_owner' };
  }
  if (after.length === 0) await tx.delete(staffMembers).where(eq(staffMembers.email, email));
  else {
    const row = { roles: after, changedBy: staff.email, changedAt: now };
    await tx
      .insert(staffMembers)
      .values({ email, ...row })
      .onConflictDoUpdate({ target: staffMembers.email, set: row });
  }
  return { ok: true, before: { roles: before }, after: { roles: after } };
}

async function hasOtherOwner(tx: Transaction, email: string): Promise<boolean> {
  if (env().STAFF_EMAILS.some((owner) => owner !== email)) return true;
  const isOwner = sql`'owner' = any(${staffMembers.roles})`;
  return (await tx.$count(staffMembers, and(ne(staffMembers.email, email), isOwner))) > 0;
}
