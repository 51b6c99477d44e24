import { sql } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import type { LocalizedText } from '@/lib/domain/localized-text';

export interface DayReadiness {
  readonly dayId: string;
  readonly title: LocalizedText;
  /** Viewers who may watch this day; the next four add up to it. */
  readonly holders: number;
  readonly ready: number;
  readonly limited: number;
  readonly notReady: number;
  readonly untested: number;
}

/** Of the viewers of each day, how the best of their devices did in the test playback. */
export async function listReadinessShare(db: Queries, eventId: string): Promise<readonly DayReadiness[]> {
  const { rows } = await db.execute<DayReadiness & Record<string, unknown>>(sql`
    with holders as (
      select distinct event_day_id, entitlements.viewer_id
      from entitlements join order_lines on order_lines.id = order_line_id join orders on orders.id = order_id
      where event_id = ${eventId} and entitlements.state = 'active'
    ), best as (
      select viewer_id, min(case verdict when 'ready' then 1 when 'limited' then 2 else 3 end) as verdict
      from readiness_passes where event_id = ${eventId} and viewer_id is not null group by viewer_id
    )
    select event_days.id as "dayId", title, count(holders.viewer_id)::int as holders,
      count(*) filter (where verdict = 1)::int as ready, count(*) filter (where verdict = 2)::int as limited,
      count(*) filter (where verdict = 3)::int as "notReady",
      count(holders.viewer_id) filter (where verdict is null)::int as untested
    from event_days
    left join holders on holders.event_day_id = event_days.id
    left join best on best.viewer_id = holders.viewer_id
    where event_days.event_id = ${eventId} and access = 'ticket'
    group by event_days.id order by position`);
  return rows;
}
