import { getServerSession } from 'next-auth';
import { MAIL_CODE_PROVIDER } from '@/lib/auth/mail-code-provider';
import { authOptions } from '@/lib/auth/next-auth';
import { rolesOf } from '@/lib/auth/staff-rule';
import { now } from '@/lib/clock';
import { database } from '@/lib/db/client';
import { hasPower, STAFF_SESSION_MS, type StaffPower, type StaffRole } from '@/lib/domain/staff-role';
import { Fault } from '@/lib/fault';

/** Proof of powers: staff use cases take it as an argument. Only this file makes one. */
export interface Staff {
  readonly email: string;
  /** At least one. */
  readonly roles: readonly StaffRole[];
  readonly signedInAt: Date;
  readonly __proof: 'staff';
}

/**
 * The staff member of this request, or undefined; with `power`, only one who has it. The rule is asked again each time, so
 * that who loses a role loses its powers at the next request. A staff session is over after eight hours. Who signed in by a
 * mailed code is never staff: the second factor is the provider's.
 */
export async function currentStaff(power: StaffPower = 'find'): Promise<Staff | undefined> {
  const staff = await findStaff(power);
  return staff === 'over' ? undefined : staff;
}

/** As currentStaff, for routes. Throws Fault `not_found`: to others there is nothing here. */
export async function requireStaff(power: StaffPower): Promise<Staff> {
  const staff = await currentStaff(power);
  if (staff === undefined) throw new Fault('not_found', `no power to ${power}`);
  return staff;
}

/** As requireStaff, for actions: `over` for who has the power and signed in more than eight hours ago. */
export async function requireStaffOrOver(power: StaffPower): Promise<Staff | 'over'> {
  const staff = await findStaff(power);
  if (staff === undefined) throw new Fault('not_found', `no power to ${power}`);
  return staff;
}

async function findStaff(power: StaffPower): Promise<Staff | 'over' | undefined> {
  const session = await getServerSession(await authOptions());
  const email = session?.user?.email;
  if (typeof email !== 'string') return undefined;
  if (session?.provider === undefined || session.provider === MAIL_CODE_PROVIDER) return undefined;
  const signedInAt = new Date((session.signedInAt ?? 0) * 1000);
  const { groups = [], amr = [] } = session;
  const roles = await rolesOf(database(), { email, groups, amr });
  if (!hasPower(roles, power)) return undefined;
  const isOver = now().getTime() - signedInAt.getTime() >= STAFF_SESSION_MS;
  return isOver ? 'over' : proveStaff(email, { roles, signedInAt });
}

/** Only for the session reader above and for tests of use cases, where an owner has just signed in. */
export function proveStaff(
  email: string,
  { roles, signedInAt }: Partial<Pick<Staff, 'roles' | 'signedInAt'>> = {},
): Staff {
  return { email, roles: roles ?? ['owner'], signedInAt: signedInAt ?? now(), __proof: 'staff' } as Staff;
}
