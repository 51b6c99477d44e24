import { desc, eq } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import { events } from '@/lib/db/schema/catalog';
import { readinessPasses } from '@/lib/db/schema/playback';
import { viewers } from '@/lib/db/schema/viewers';
import type { LocalizedText } from '@/lib/domain/localized-text';
import { type ReadinessCheckName, readinessCheckNames, type ReadinessVerdict } from '@/lib/domain/readiness';
import { classifySearch } from '@/lib/domain/search-query';

export interface FoundReadiness {
  readonly id: string;
  readonly code: string;
  readonly device: string;
  readonly verdict: ReadinessVerdict;
  /** Checks that failed or warned, in the order of the test. */
  readonly problems: readonly ReadinessCheckName[];
  readonly checkedAt: Date;
  readonly eventTitle: LocalizedText;
  readonly timeZone: string;
  /** Undefined where nobody was signed in. */
  readonly viewerEmail: string | undefined;
}

/** The test playbacks whose code staff typed; a code is random, so that it may be that of two. */
export async function findReadiness(
  db: Queries,
  _staff: Staff,
  typed: string,
): Promise<readonly FoundReadiness[]> {
  const query = classifySearch(typed);
  if (query.kind !== 'support_code') return [];
  const rows = await db
    .select({ pass: readinessPasses, event: events, viewerEmail: viewers.email })
    .from(readinessPasses)
    .innerJoin(events, eq(events.id, readinessPasses.eventId))
    .leftJoin(viewers, eq(viewers.id, readinessPasses.viewerId))
    .where(eq(readinessPasses.code, query.value))
    .orderBy(desc(readinessPasses.checkedAt));
  return rows.map(({ pass, event, viewerEmail }) => ({
    id: pass.id,
    code: pass.code,
    device: pass.device,
    verdict: pass.verdict,
    problems: readinessCheckNames.filter((name) =>
      ['failed', 'warned'].includes(pass.checks[name] ?? 'skipped'),
    ),
    checkedAt: pass.checkedAt,
    eventTitle: event.title,
    timeZone: event.timeZone,
    viewerEmail: viewerEmail ?? undefined,
  }));
}
