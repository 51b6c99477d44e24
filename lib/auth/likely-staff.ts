import type { NextRequest } from 'next/server';
import { getToken } from 'next-auth/jwt';
import { env } from '@/lib/config/env';
import { secrets } from '@/lib/config/secrets';

/** Whether the login cookie says staff. A hint for proxy.ts only: pages ask `currentStaff()`. */
export async function isLikelyStaff(request: NextRequest): Promise<boolean> {
  const [secret] = await secrets.readSecret('NEXTAUTH_SECRET');
  const token = await getToken({ req: request, secret, secureCookie: env().APP_URL.startsWith('https:') });
  return token?.staff === true;
}
