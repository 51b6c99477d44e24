import { env } from '@/lib/config/env';
import { normalizeMail } from '@/lib/domain/search-query';

/** Staff by allow-list of verified addresses or by the provider's group claim. Sessions hold verified addresses only. */
export function isStaffIdentity(identity: { email: string; groups: readonly string[] }): boolean {
  const { STAFF_EMAILS, STAFF_GROUP } = env();
  if (STAFF_EMAILS.includes(normalizeMail(identity.email))) return true;
  return STAFF_GROUP !== undefined && identity.groups.includes(STAFF_GROUP);
}
