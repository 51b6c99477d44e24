import { getServerSession } from 'next-auth';
import { MAIL_CODE_PROVIDER } from '@/lib/auth/mail-code-provider';
import { authOptions } from '@/lib/auth/next-auth';
import { isStaffIdentity } from '@/lib/auth/staff-rule';
import { now } from '@/lib/clock';

const GROUPS_SECONDS = 8 * 60 * 60;

/** Proof of powers: staff use cases take it as an argument. Only this file makes one. */
export interface Staff {
  readonly email: string;
  readonly __proof: 'staff';
}

/**
 * The staff member of this request, or undefined. The rule is asked again each time, so that an address taken
 * off the list loses its powers at the next request. The provider's groups are only known from the sign-in: they
 * count for eight hours after it. Who signed in by a mailed code is never staff: the second factor is the provider's.
 */
export async function currentStaff(): Promise<Staff | undefined> {
  const session = await getServerSession(await authOptions());
  const email = session?.user?.email;
  if (typeof email !== 'string') return undefined;
  if (session?.provider === undefined || session.provider === MAIL_CODE_PROVIDER) return undefined;
  const areGroupsFresh = now().getTime() / 1000 - (session?.signedInAt ?? 0) < GROUPS_SECONDS;
  const groups = areGroupsFresh ? (session?.groups ?? []) : [];
  return isStaffIdentity({ email, groups }) ? proveStaff(email) : undefined;
}

/** Only for the session reader above and for tests of use cases. */
export function proveStaff(email: string): Staff {
  return { email, __proof: 'staff' } as Staff;
}
