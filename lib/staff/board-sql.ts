import { type SQL, sql } from 'drizzle-orm';
import { turningAway } from '@/lib/domain/board-quality';
import { staleBefore } from '@/lib/domain/playback-session';

/** One event day as the board asks about it. */
export interface BoardAsk {
  readonly eventDayId: string;
  readonly eventId: string;
  /** The window begins after it. */
  readonly since: Date;
  readonly now: Date;
}

const DAY_MS = 24 * 60 * 60_000;
/** A wait that people notice, as in lib/playback/read-health.ts. */
const STALLED_MS = 2000;

const ago = (now: Date, milliseconds: number) => new Date(now.getTime() - milliseconds);

/** Sessions that are open and beat: `playback_sessions_watching`. */
export function isWatching({
  eventDayId,
  now,
}: {
  readonly eventDayId: string | SQL;
  readonly now: Date;
}): SQL {
  return sql`playback_sessions.event_day_id = ${eventDayId} and playback_sessions.closed_at is null
    and playback_sessions.last_beat_at > ${staleBefore(now)}`;
}

/** A paid order of the last day with a line that opens nothing: its transaction writes both, so that there is none. */
export function isWithoutTicket({ eventId, now }: Pick<BoardAsk, 'eventId' | 'now'>): SQL {
  return sql`orders.event_id = ${eventId} and orders.created_at > ${ago(now, DAY_MS)} and orders.state = 'paid'
    and exists (select from order_lines where order_id = orders.id and revoked_at is null
      and not exists (select from entitlements where order_line_id = order_lines.id))`;
}

/** Held orders that wait for a konbini payment, or whose payment is under way. */
export const hasVoucher = sql`exists (select from payments
  where order_id = orders.id and state = 'pending' and voucher is not null)`;
export const isPaying = sql`exists (select from payments
  where order_id = orders.id and state = 'pending' and voucher is null and payment_intent_id is not null)`;

/** Viewers, orders, mails and the jobs as they are now. */
export function nowSql(ask: BoardAsk): SQL {
  const { eventId, eventDayId, now } = ask;
  return sql`
    select watching.*, tickets.*, held.*, mails.*, job.*,
      (select count(*)::int from orders where ${isWithoutTicket(ask)}) as without_ticket,
      (select count(*)::int from staff_alerts join orders on orders.id = order_id
        where resolved_at is null and kind = 'mail_given_up' and event_id = ${eventId}) as given_up
    from (select count(*)::int as sessions, count(distinct viewer_id)::int as people
        from playback_sessions where ${isWatching(ask)}) watching,
      (select coalesce(sum(sold), 0)::int as sold, coalesce(sum(capacity), 0)::int as capacity
        from ticket_types join ticket_type_days on ticket_type_id = id where event_day_id = ${eventDayId}) tickets,
      (select count(*)::int as held, count(*) filter (where ${hasVoucher})::int as voucher,
          count(*) filter (where ${isPaying})::int as paying
        from orders where state = 'held' and event_id = ${eventId}) held,
      (select count(*)::int as waiting,
          extract(epoch from ${now}::timestamptz - min(next_try_at) filter (where next_try_at <= ${now}))::int as overdue
        from outbox join orders on orders.id = order_id
        where sent_at is null and given_up_at is null and event_id = ${eventId}) mails
      left join lateral (select extract(epoch from ${now}::timestamptz - started_at)::int as job_age,
          finished_at is not null as job_finished, failed as job_failed
        from job_runs order by started_at desc limit 1) job on true`;
}

/** What was refused in the window, a row for each reason and browser; an older row has the whole name of its browser. */
export function refusalsSql({ eventDayId, since, now }: BoardAsk): SQL {
  const away = sql.join(
    turningAway.map((reason) => sql`${reason}`),
    sql`, `,
  );
  return sql`
    select outcome, d.browser_family as family, case when d.browser_family is null then device end as device,
      count(*)::int as count,
      count(distinct d.viewer_id) filter (where outcome in (${away}) and not exists (
        select from qoe_minutes q where q.viewer_id = d.viewer_id and q.event_day_id = d.event_day_id
          and q.minute > ${since} and q.minute <= ${now} and q.startup is not null))::int as turned_away
    from license_decisions d left join playback_sessions on playback_sessions.id = d.session_id
      and d.browser_family is null
    where d.event_day_id = ${eventDayId} and last_decided_at > ${since} and last_decided_at <= ${now} and outcome <> 'granted'
    group by 1, 2, 3
    order by count desc, outcome`;
}

/**
 * One row for each player of the window. The minute of a start always comes, in full, and no other one has its parts; of
 * quiet and long troubled minutes a sample comes, whose weight says how many it stands for (quality-minute.ts).
 */
export function playersSql({ eventDayId, since, now }: Omit<BoardAsk, 'eventId'>): SQL {
  return sql`
    select session_id, browser_family, max(viewer_id) as viewer_id, max(minute) as last_minute,
      bool_or(startup is not null) as tried,
      bool_or(startup ? 'firstFrame' or played_ms > 0) as joined,
      max((startup ->> 'firstFrame')::numeric) as first_frame,
      max(weight) filter (where startup ? 'firstFrame') as start_weight,
      sum(played_ms::bigint * weight) as played, sum(stalled_ms::bigint * weight) as stalled,
      sum(stalled_ms)::int as told_stalled,
      bool_or(stalled_ms >= ${STALLED_MS}) as has_stalled
    from qoe_minutes
    where event_day_id = ${eventDayId} and minute > ${since} and minute <= ${now}
    group by session_id, browser_family`;
}

/** How players fared in the window by browser family, with their starts in steps of 50 ms. */
export function qualitySql(ask: BoardAsk): SQL {
  return sql`
    with players as (${playersSql(ask)}),
    starts as (
      select browser_family, (round(first_frame / 50) * 50)::int as ms, sum(start_weight)::int as weight
      from players where first_frame is not null group by 1, 2
    )
    select browser_family as family, count(*) filter (where tried)::int as tried,
      count(*) filter (where tried and joined)::int as joined,
      count(*) filter (where has_stalled)::int as stalled,
      coalesce(sum(played), 0)::float8 as played_ms, coalesce(sum(players.stalled), 0)::float8 as stalled_ms,
      (select coalesce(jsonb_agg(jsonb_build_object('value', ms, 'weight', weight)), '[]') from starts
        where starts.browser_family = players.browser_family) as starts
    from players group by browser_family`;
}

/** The open alerts of the event's orders, and those that belong to no order; the newest first. */
export function alertsSql({ eventId }: BoardAsk): SQL {
  return sql`
    select dedupe_key as key, kind, detail, staff_alerts.created_at, orders.id as order_id, orders.code as order_code
    from staff_alerts left join orders on orders.id = staff_alerts.order_id
    where resolved_at is null and (orders.id is null or orders.event_id = ${eventId})
    order by staff_alerts.created_at desc, dedupe_key limit 50`;
}

/** Counts by the minute, a row for each kind of fact: sessions since yesterday, players and refusals of the window. */
export function chartSql({ eventDayId, since, now }: BoardAsk): SQL {
  const yesterday = ago(now, DAY_MS);
  const minuteOf = (column: SQL) => sql`floor(extract(epoch from ${column}) / 60)::int`;
  const endedAt = sql`coalesce(closed_at, last_beat_at)`;
  return sql`
    select 'opened' as kind, ${minuteOf(sql`opened_at`)} as minute, count(*)::float8 as a,
      0::float8 as b, 0::float8 as c, 0::float8 as d
    from playback_sessions
    where event_day_id = ${eventDayId} and opened_at > ${yesterday} and opened_at <= ${now} group by 2
    union all
    select 'ended', ${minuteOf(endedAt)}, count(*), 0, 0, 0 from playback_sessions
    where event_day_id = ${eventDayId} and opened_at > ${yesterday} and opened_at <= ${now}
      and (closed_at is not null or last_beat_at <= ${staleBefore(now)}) group by 2
    union all
    select 'players', ${minuteOf(sql`minute`)}, count(*) filter (where startup is not null),
      count(*) filter (where startup is not null and (startup ? 'firstFrame' or played_ms > 0)),
      sum(played_ms::bigint * weight), sum(stalled_ms::bigint * weight)
    from qoe_minutes where event_day_id = ${eventDayId} and minute > ${since} and minute <= ${now} group by 2
    union all
    select 'refused', ${minuteOf(sql`last_decided_at`)}, count(*), 0, 0, 0 from license_decisions
    where event_day_id = ${eventDayId} and last_decided_at > ${since} and last_decided_at <= ${now} and outcome <> 'granted'
    group by 2`;
}
