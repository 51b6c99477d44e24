import type { Database } from '@/lib/db/client';
import { signIns } from '@/lib/db/schema/staff';
import { describeError, log } from '@/lib/log';
import { deviceLabel } from '@/lib/playback/device-label';

export interface SignIn {
  readonly viewerId: string;
  /** Id of the provider, such as `oidc`. */
  readonly provider: string;
}

interface SeenSignIn extends SignIn {
  readonly userAgent: string | null;
  readonly now: Date;
}

/** Writes a sign-in down for the timeline of a case. Never throws: it must keep nobody out. */
export async function recordSignIn(
  db: Database,
  { viewerId, provider, userAgent, now }: SeenSignIn,
): Promise<void> {
  try {
    await db.insert(signIns).values({ viewerId, provider, device: deviceLabel(userAgent), signedInAt: now });
  } catch (error) {
    log.error('auth.sign_in_not_recorded', { provider, cause: describeError(error) });
  }
}
