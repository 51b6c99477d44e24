import { createHash, timingSafeEqual } from 'node:crypto';
import { secrets } from '@/lib/config/secrets';
import { Fault } from '@/lib/fault';

/** Only the scheduler may tick. Throws Fault `not_found` for everyone else, in the same time. */
export async function requireJobsSecret(given: string | undefined): Promise<void> {
  const accepted = await secrets.readSecret('JOBS_SECRET');
  const isKnown = accepted
    .map((secret) => timingSafeEqual(digest(secret), digest(given ?? '')))
    .includes(true);
  if (!isKnown) throw new Fault('not_found', 'jobs without the secret');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
