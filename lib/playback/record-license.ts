import type { Database } from '@/lib/db/client';
import type { PlaybackRefusal } from '@/lib/domain/refusal';
import { newSupportCode } from '@/lib/http/problem';
import { describeError, log } from '@/lib/log';
import type { DayFacts } from '@/lib/playback/day-facts';
import type { LicenseQuestion } from '@/lib/playback/license-question';
import { recordDecision } from '@/lib/playback/record-decision';

/** One log line for each license; a row for the first of a session, so that a renewal writes nothing. */
export async function recordGrant(
  db: Database,
  question: LicenseQuestion,
  facts: DayFacts | 'away',
): Promise<void> {
  const { sessionId, eventDayId, viewerId } = question.claims;
  const { keySystem, userAgent, now } = question;
  const decision = { sessionId, eventDayId, keySystem, outcome: 'granted' as const, userAgent, now };
  if (viewerId !== undefined && facts !== 'away' && !facts.isGrantRecorded)
    await written(recordDecision(db, { ...decision, viewerId }));
  note(question, 'granted');
}

/**
 * The same for a refusal, with one row for each reason. Without a row, for open access and while the database is away, the
 * support code that it returns is in the log alone.
 */
export async function recordRefusal(
  db: Database,
  question: LicenseQuestion,
  { facts, reason }: { readonly facts: DayFacts | 'away'; readonly reason: PlaybackRefusal },
): Promise<string> {
  const { sessionId, eventDayId, viewerId } = question.claims;
  const { keySystem, userAgent, now } = question;
  const decision = { sessionId, eventDayId, keySystem, outcome: reason, userAgent, now };
  const recorded =
    viewerId === undefined || facts === 'away'
      ? undefined
      : await written(recordDecision(db, { ...decision, viewerId }));
  const ref = recorded ?? newSupportCode();
  note(question, reason, ref);
  return ref;
}

/** The license is there and paid for, the refusal stands: a decision that cannot be written down takes neither back. */
async function written(writing: Promise<string>): Promise<string | undefined> {
  return writing.catch((error: unknown) => {
    log.error('playback.decision_not_recorded', { cause: describeError(error) });
    return undefined;
  });
}

function note({ claims, keySystem, challenge }: LicenseQuestion, outcome: string, ref?: string): void {
  const { sessionId, eventDayId } = claims;
  log.info('license.decided', { sessionId, eventDayId, keySystem, kind: challenge.kind, outcome, ref });
}
