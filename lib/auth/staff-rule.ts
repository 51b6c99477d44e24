import { eq } from 'drizzle-orm';
import { env } from '@/lib/config/env';
import type { Queries } from '@/lib/db/client';
import { staffMembers } from '@/lib/db/schema/staff';
import { normalizeMail } from '@/lib/domain/search-query';
import { type StaffRole, staffRoles } from '@/lib/domain/staff-role';

export interface StaffIdentity {
  /** Verified. */
  readonly email: string;
  readonly groups: readonly string[];
  /** How the provider made sure who it is (RFC 8176). */
  readonly amr: readonly string[];
}

/** What the configuration alone knows: owners by address, roles by the provider's groups. */
export function configuredRoles({ email, groups }: Omit<StaffIdentity, 'amr'>): readonly StaffRole[] {
  const { STAFF_EMAILS, STAFF_GROUPS } = env();
  if (STAFF_EMAILS.includes(normalizeMail(email))) return ['owner'];
  const byGroup = STAFF_GROUPS.filter(({ group }) => groups.includes(group)).map(({ role }) => role);
  return staffRoles.filter((role) => byGroup.includes(role));
}

/** Every role of this identity, in the order of `staffRoles`; none without the second factor, where one is asked for. */
export async function rolesOf(db: Queries, identity: StaffIdentity): Promise<readonly StaffRole[]> {
  const { STAFF_AMR } = env();
  if (STAFF_AMR.length > 0 && !identity.amr.some((way) => STAFF_AMR.includes(way))) return [];
  const [member] = await db
    .select({ roles: staffMembers.roles })
    .from(staffMembers)
    .where(eq(staffMembers.email, normalizeMail(identity.email)));
  const given = [...configuredRoles(identity), ...(member?.roles ?? [])];
  return staffRoles.filter((role) => given.includes(role));
}
