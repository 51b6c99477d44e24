import type { Database } from '@/lib/db/client';
import type { PlaybackRefusal } from '@/lib/domain/refusal';
import { newSupportCode } from '@/lib/http/problem';
import { log } from '@/lib/log';
import type { DayFacts } from '@/lib/playback/day-facts';
import type { LicenseQuestion } from '@/lib/playback/license-question';
import { recordDecision } from '@/lib/playback/record-decision';

export type LicenseOutcome = 'granted' | PlaybackRefusal;

interface Decided {
  readonly facts: DayFacts | 'away';
  readonly outcome: LicenseOutcome;
}

/**
 * One log line for each decision, one row per session and outcome: a renewal writes nothing. Without a row, for open
 * access and while the database is away, the support code is in the log alone. Returns it.
 */
export async function recordLicense(
  db: Database,
  { claims, keySystem, challenge, now }: LicenseQuestion,
  { facts, outcome }: Decided,
): Promise<string> {
  const { sessionId, eventDayId, viewerId } = claims;
  const isRecorded = outcome === 'granted' && (facts === 'away' || facts.isGrantRecorded);
  const ref =
    viewerId === undefined || facts === 'away' || isRecorded
      ? newSupportCode()
      : await recordDecision(db, { sessionId, viewerId, eventDayId, keySystem, outcome, now });
  log.info('license.decided', { sessionId, eventDayId, keySystem, kind: challenge.kind, outcome, ref });
  return ref;
}
