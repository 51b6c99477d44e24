import { z } from 'zod';
import type { Queries } from '@/lib/db/client';
import type { RefusalCount } from '@/lib/domain/board';
import type { FamilyMeasures, Refusals } from '@/lib/domain/board-quality';
import { type BrowserFamily, browserFamilies, browserFamily } from '@/lib/domain/browser-family';
import { type BoardAsk, qualitySql, refusalsSql } from '@/lib/staff/board-sql';

const count = z.number();
const familyRow = z
  .object({
    family: z.string(),
    tried: count,
    joined: count,
    stalled: count,
    played_ms: count,
    stalled_ms: count,
    starts: z.array(z.object({ value: count, weight: count })),
  })
  .transform(({ family, played_ms: playedMs, stalled_ms: stalledMs, ...row }): FamilyMeasures => ({
    ...row,
    family: knownFamily(family),
    playedMs,
    stalledMs,
  }));

/** What the players of each browser family measured in the window; one indexed read. */
export async function readFamilies(db: Queries, ask: BoardAsk): Promise<readonly FamilyMeasures[]> {
  return z.array(familyRow).parse((await db.execute(qualitySql(ask))).rows);
}

const refusalRow = z.object({
  outcome: z.string(),
  family: z.string().nullable(),
  device: z.string().nullable(),
  count,
  turned_away: count,
});

/** The window's refusals by reason and browser family, the most first; one indexed read. */
export async function readRefusals(db: Queries, ask: BoardAsk): Promise<Refusals> {
  const rows = z.array(refusalRow).parse((await db.execute(refusalsSql(ask))).rows);
  const counts = new Map<string, RefusalCount>();
  for (const row of rows) {
    const family = decisionFamily(row);
    const key = `${row.outcome} ${family}`;
    const before = counts.get(key)?.count ?? 0;
    counts.set(key, { reason: row.outcome, family, count: before + row.count });
  }
  return {
    counts: [...counts.values()].toSorted((a, b) => b.count - a.count),
    turnedAway: rows.reduce((sum, row) => sum + row.turned_away, 0),
  };
}

/** Of a decision's row; older ones have none of their own, and only their session says what browser it was. */
export function decisionFamily({
  family,
  device,
}: Pick<z.infer<typeof refusalRow>, 'family' | 'device'>): BrowserFamily {
  return family === null ? browserFamily(device) : knownFamily(family);
}

function knownFamily(name: string): BrowserFamily {
  return browserFamilies.find((known) => known === name) ?? 'other';
}
