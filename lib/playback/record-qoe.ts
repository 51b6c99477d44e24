import { sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { qoeMinutes } from '@/lib/db/schema/playback';
import { browserFamily } from '@/lib/domain/browser-family';
import { MOST_ROWS, OLDEST_ROW_MINUTES, type QualityMinute } from '@/lib/domain/quality-minute';
import { Fault } from '@/lib/fault';
import type { SessionClaims } from '@/lib/playback/session-token';

interface Beacon {
  /** Milliseconds since 1970 by the player's clock, as are its minutes. */
  readonly sentAt: number;
  readonly rows: readonly QualityMinute[];
  readonly userAgent: string | null;
  readonly now: Date;
}

type NewRow = typeof qoeMinutes.$inferInsert;

const MINUTE_MS = 60_000;
/** Above it players' words are dropped: when all of an audience stalls at once, licenses need the database more. */
const MOST_AT_ONCE = 8;

let underWay = 0;

/**
 * Writes what a player measured, in one statement; minutes that were told before are replaced by what is more. Rows of
 * the future or older than fifteen minutes are left out. Returns how many were taken. Throws Fault `unavailable` when
 * too much is to be written at once: nobody waits for it, and nothing is lost but a measurement.
 */
export async function recordQoe(db: Database, claims: SessionClaims, beacon: Beacon): Promise<number> {
  const rows = toRows(claims, beacon);
  if (rows.length === 0) return 0;
  if (underWay >= MOST_AT_ONCE) throw new Fault('unavailable', 'too many beacons at once');
  underWay += 1;
  try {
    await write(db, rows);
  } finally {
    underWay -= 1;
  }
  return rows.length;
}

function toRows(claims: SessionClaims, { sentAt, rows, userAgent, now }: Beacon): NewRow[] {
  const family = browserFamily(userAgent);
  const byMinute = new Map<number, NewRow>();
  for (const { minute, ...row } of rows.slice(0, MOST_ROWS)) {
    const ageMs = sentAt - minute * MINUTE_MS;
    // Half a minute of leeway: the request took its time.
    if (ageMs < -MINUTE_MS / 2 || ageMs > (OLDEST_ROW_MINUTES + 1) * MINUTE_MS) continue;
    // By the nearest minute of ours: two clocks that differ by a blink agree on it. None is of the future.
    const nearest = Math.round((now.getTime() - ageMs) / MINUTE_MS);
    const ours = Math.min(nearest, Math.floor(now.getTime() / MINUTE_MS)) * MINUTE_MS;
    byMinute.set(ours, {
      ...row,
      problems: counted(row.problems),
      sessionId: claims.sessionId,
      eventDayId: claims.eventDayId,
      viewerId: claims.viewerId ?? null,
      browserFamily: family,
      minute: new Date(ours),
    });
  }
  return [...byMinute.values()];
}

function counted(problems: QualityMinute['problems']): Record<string, number> {
  return Object.fromEntries(Object.entries(problems).filter(([, count]) => count > 0));
}

async function write(db: Database, rows: NewRow[]): Promise<void> {
  const most = (column: string) => sql.raw(`greatest(qoe_minutes.${column}, excluded.${column})`);
  await db
    .insert(qoeMinutes)
    .values(rows)
    .onConflictDoUpdate({
      target: [qoeMinutes.sessionId, qoeMinutes.minute],
      set: {
        playedMs: most('played_ms'),
        stalls: most('stalls'),
        stalledMs: most('stalled_ms'),
        droppedFrames: most('dropped_frames'),
        bitrateKbps: sql`excluded.bitrate_kbps`,
        startup: sql`coalesce(excluded.startup, qoe_minutes.startup)`,
        problems: sql`qoe_minutes.problems || excluded.problems`,
      },
    });
}
