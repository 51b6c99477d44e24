import { sql } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';

interface Pace {
  readonly perSecond: number;
  /** How many may go at once after a pause. */
  readonly burst: number;
  readonly now: Date;
}

/**
 * When this caller of the queue may go, at the earliest `now`: first come, first served, each turn given once, over
 * all processes. Any second holds at most `perSecond + burst` turns. One statement: the generic cell rate algorithm
 * (ITU-T I.371, annex A) with the theoretical arrival time in `pace_queues.next_turn_at`. A turn that is not used is
 * lost, so a caller keeps its turn and comes back at that time.
 */
export async function takeTurn(db: Queries, queue: string, pace: Pace): Promise<Date> {
  const { perSecond, burst, now } = pace;
  const spacing = sql`make_interval(secs => 1.0 / ${perSecond}::int)`;
  const result = await db.execute<{ turnMs: number }>(sql`
    insert into pace_queues as queue (name, next_turn_at) values (${queue}, ${now}::timestamptz + ${spacing})
    on conflict (name) do update set next_turn_at = greatest(queue.next_turn_at, ${now}::timestamptz) + ${spacing}
    returning (extract(epoch from greatest(next_turn_at - ${spacing} * ${burst}::int, ${now}::timestamptz)) * 1000)::float8
      as "turnMs"`);
  const [row] = result.rows;
  if (row === undefined) throw new Error('an upsert returned no row');
  return new Date(row.turnMs);
}

/** How a caller is told to wait: others before it, and whole seconds until its turn; zeros mean go. */
export function waitOf(turn: Date, now: Date, perSecond: number): { place: number; seconds: number } {
  const aheadMs = Math.max(0, turn.getTime() - now.getTime());
  return { place: Math.ceil((aheadMs * perSecond) / 1000), seconds: Math.ceil(aheadMs / 1000) };
}
