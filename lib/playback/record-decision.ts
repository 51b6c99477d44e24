import { sql } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { licenseDecisions } from '@/lib/db/schema/playback';
import type { PlaybackRefusal } from '@/lib/domain/refusal';
import { newSupportCode } from '@/lib/http/problem';
import { newId } from '@/lib/ids';

export interface DecisionRecord {
  readonly sessionId: string;
  readonly viewerId: string;
  readonly eventDayId: string;
  readonly keySystem: string;
  readonly outcome: 'granted' | PlaybackRefusal;
  readonly now: Date;
}

/**
 * Writes a decision down once per session and outcome: players retry, and a repeat only raises the count. Returns
 * the support code under which staff find it; a repeat gets the same one.
 */
export async function recordDecision(db: Queries, decision: DecisionRecord): Promise<string> {
  const supportCode = newSupportCode();
  const [row] = await db
    .insert(licenseDecisions)
    .values({
      id: newId('dec'),
      sessionId: decision.sessionId,
      viewerId: decision.viewerId,
      eventDayId: decision.eventDayId,
      keySystem: decision.keySystem,
      outcome: decision.outcome,
      supportCode,
      decidedAt: decision.now,
    })
    .onConflictDoUpdate({
      target: [licenseDecisions.sessionId, licenseDecisions.outcome],
      set: { count: sql`${licenseDecisions.count} + 1` },
    })
    .returning({ supportCode: licenseDecisions.supportCode });
  return row?.supportCode ?? supportCode;
}
