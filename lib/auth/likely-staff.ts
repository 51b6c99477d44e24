import type { NextRequest } from 'next/server';
import { getToken } from 'next-auth/jwt';
import { now } from '@/lib/clock';
import { env } from '@/lib/config/env';
import { secrets } from '@/lib/config/secrets';
import { STAFF_SESSION_MS } from '@/lib/domain/staff-role';

/** `over`: it was staff, more than eight hours ago. */
export type LikelyStaff = 'none' | 'current' | 'over';

/** What the login cookie says of staff. A hint for proxy.ts only: pages ask `currentStaff()`. */
export async function likelyStaff(request: NextRequest): Promise<LikelyStaff> {
  const [secret] = await secrets.readSecret('NEXTAUTH_SECRET');
  const token = await getToken({ req: request, secret, secureCookie: env().APP_URL.startsWith('https:') });
  if (token?.staff !== true) return 'none';
  const signedInAt = (token.signedInAt ?? 0) * 1000;
  return now().getTime() - signedInAt < STAFF_SESSION_MS ? 'current' : 'over';
}
