import type { Database } from '@/lib/db/client';
import { Fault } from '@/lib/fault';
import { describeError, log } from '@/lib/log';
import type { LicenseQuestion } from '@/lib/playback/license-question';
import { raiseAlert } from '@/lib/raise-alert';

const details = {
  drm_overbroad: 'the vendor granted keys, time or storing that were not asked for; the license was withheld',
  drm_refused: 'the vendor says no to license requests: see whether to one viewer’s or to everybody’s',
  drm_unauthorized: 'the vendor refuses our credentials: nobody gets a license',
} as const;

const raised = new Set<string>();

/** Puts before staff what only they can mend, once per day and key system, and throws the error on. */
export async function alarmOfVendor(
  db: Database,
  { claims, keySystem, now }: LicenseQuestion,
  error: unknown,
): Promise<never> {
  const code = error instanceof Fault ? error.code : undefined;
  if (code !== 'drm_overbroad' && code !== 'drm_unauthorized' && code !== 'drm_refused') throw error;
  const about = `${claims.eventDayId}:${keySystem}`;
  if (!raised.has(`${code}:${about}`)) {
    raised.add(`${code}:${about}`);
    const detail = `${keySystem}, ${claims.eventDayId}: ${details[code]}`;
    // A database that is away changes nothing for the viewer; the log has it all the same.
    await raiseAlert(db, { kind: code, about, detail, now }).catch((cause: unknown) => {
      raised.delete(`${code}:${about}`);
      log.error(`alert.${code}`, { detail, cause: describeError(cause) });
    });
  }
  throw error;
}
