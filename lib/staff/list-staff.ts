import { asc } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import { env } from '@/lib/config/env';
import type { Queries } from '@/lib/db/client';
import { staffMembers } from '@/lib/db/schema/staff';
import { hasPower, type StaffRole } from '@/lib/domain/staff-role';
import { Fault } from '@/lib/fault';

export interface StaffList {
  /** Owners that STAFF_EMAILS names: only the configuration can change them. */
  readonly configured: readonly string[];
  /** Groups of the sign-in provider, with the role that each gives. */
  readonly groups: readonly { readonly group: string; readonly role: StaffRole }[];
  readonly members: readonly {
    readonly email: string;
    readonly roles: readonly StaffRole[];
    readonly changedBy: string;
    readonly changedAt: Date;
  }[];
}

/** Who has which role and from where. Throws Fault `not_found` for anyone but owners. */
export async function listStaff(db: Queries, staff: Staff): Promise<StaffList> {
  if (!hasPower(staff.roles, 'manage_staff')) throw new Fault('not_found', 'no power to manage_staff');
  const { STAFF_EMAILS, STAFF_GROUPS } = env();
  const members = await db.select().from(staffMembers).orderBy(asc(staffMembers.email));
  return { configured: STAFF_EMAILS, groups: STAFF_GROUPS, members };
}
