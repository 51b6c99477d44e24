import type { NextRequest } from 'next/server';
import { getToken } from 'next-auth/jwt';

/** Whether the login cookie says staff. A hint for proxy.ts only: pages ask `currentStaff()`. */
export async function isLikelyStaff(request: NextRequest): Promise<boolean> {
  const token = await getToken({ req: request });
  return token?.['staff'] === true;
}
