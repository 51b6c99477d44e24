import { type SQL, sql } from 'drizzle-orm';
import { type BoardFilter, isOfWindow } from '@/lib/domain/board-people';
import type { PageKey } from '@/lib/domain/page-key';
import {
  type BoardAsk,
  hasVoucher,
  isPaying,
  isWatching,
  isWithoutTicket,
  playersSql,
} from '@/lib/staff/board-sql';

export interface PeopleAsk extends BoardAsk {
  readonly filter: BoardFilter;
  /** Where the page before ended. */
  readonly before: PageKey | undefined;
  readonly limit: number;
}

/**
 * One page of a list, newest first, with who it is and that viewer's order of the event. Each list is read from the index
 * that counts it, from behind the last row of the page before.
 */
export function peopleSql(ask: PeopleAsk): SQL {
  return sql`
    with page as (${pageOf(ask)} order by at desc, key desc limit ${ask.limit})
    select page.*, to_char(page.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment, viewers.email, viewers.name, coalesce(page.order_id, own.id) as order_id,
      coalesce(page.order_code, own.code) as order_code, ${isOfWindow(ask.filter.what) ? problemsOf(ask) : sql`null`} as problems
    from page join viewers on viewers.id = page.viewer_id
    left join lateral (select id, code from orders
      where page.order_id is null and orders.viewer_id = page.viewer_id and event_id = ${ask.eventId}
      order by state in ('paid', 'partially_refunded') desc, created_at desc limit 1) own on true
    order by page.at desc, page.key desc`;
}

function pageOf(ask: PeopleAsk): SQL {
  switch (ask.filter.what) {
    case 'watching':
      return watching(ask);
    case 'refused':
      return refused(ask);
    case 'failed':
      return players(ask, sql`tried and not joined`);
    case 'stalled':
      return players(ask, sql`has_stalled`);
    case 'held':
      return ordersWhere(ask, heldOf(ask));
    case 'voucher':
      return ordersWhere(ask, sql`${heldOf(ask)} and ${hasVoucher}`);
    case 'paying':
      return ordersWhere(ask, sql`${heldOf(ask)} and ${isPaying}`);
    case 'no_ticket':
      return ordersWhere(ask, isWithoutTicket(ask));
    case 'mails':
      return mails(ask);
  }
}

/** What a list does not have. */
const noOrder = sql`null::text as order_id, null::text as order_code`;
const noBrowser = sql`null::text as family, null::text as device`;
const noOutcome = sql`null::text as support_code, null::int as stalled_ms`;

function watching(ask: PeopleAsk): SQL {
  return sql`select id as key, viewer_id, last_beat_at as at, null::text as outcome, ${noOutcome},
      null::text as family, device, ${noOrder}
    from playback_sessions where ${isWatching(ask)}${behind(ask, sql`(last_beat_at, id)`)}`;
}

function refused(ask: PeopleAsk): SQL {
  const { eventDayId, since, now, filter } = ask;
  const isReason = filter.reason === undefined ? sql`outcome <> 'granted'` : sql`outcome = ${filter.reason}`;
  // Older rows have no family: the list's reader asks their session's browser.
  const isFamily =
    filter.family === undefined
      ? sql``
      : sql`and (d.browser_family = ${filter.family} or d.browser_family is null)`;
  return sql`select d.id as key, d.viewer_id, last_decided_at as at, outcome, support_code, null::int as stalled_ms,
      d.browser_family as family, device, ${noOrder}
    from license_decisions d left join playback_sessions on playback_sessions.id = d.session_id
    where d.event_day_id = ${eventDayId} and last_decided_at > ${since} and last_decided_at <= ${now}
      and ${isReason} ${isFamily}${behind(ask, sql`(last_decided_at, d.id)`)}`;
}

function players(ask: PeopleAsk, condition: SQL): SQL {
  const { filter } = ask;
  const isFamily = filter.family === undefined ? sql`` : sql`and browser_family = ${filter.family}`;
  return sql`select session_id as key, viewer_id, last_minute as at, null::text as outcome,
      null::text as support_code, told_stalled as stalled_ms, browser_family as family, null::text as device, ${noOrder}
    from (${playersSql(ask)}) players
    where viewer_id is not null and ${condition} ${isFamily}${behind(ask, sql`(last_minute, session_id)`)}`;
}

function ordersWhere(ask: PeopleAsk, condition: SQL): SQL {
  return sql`select id as key, viewer_id, created_at as at, null::text as outcome, ${noOutcome}, ${noBrowser},
      id as order_id, code as order_code
    from orders where ${condition}${behind(ask, sql`(orders.created_at, orders.id)`)}`;
}

function mails(ask: PeopleAsk): SQL {
  return sql`select dedupe_key as key, viewer_id, outbox.created_at as at, kind as outcome, ${noOutcome}, ${noBrowser},
      orders.id as order_id, orders.code as order_code
    from outbox join orders on orders.id = order_id
    where sent_at is null and given_up_at is null and event_id = ${ask.eventId}
      ${behind(ask, sql`(outbox.created_at, dedupe_key)`)}`;
}

function heldOf({ eventId }: PeopleAsk): SQL {
  return sql`orders.state = 'held' and orders.event_id = ${eventId}`;
}

/** The codes that this player has sent in the window. */
function problemsOf({ since, now }: PeopleAsk): SQL {
  return sql`(select array_agg(distinct code) from qoe_minutes p, jsonb_object_keys(p.problems) code
    where p.session_id = page.key and p.minute > ${since} and p.minute <= ${now})`;
}

/** Behind where the page before ended, not behind its last row: that one may have beaten since. */
function behind({ before }: PeopleAsk, place: SQL): SQL {
  return before === undefined
    ? sql``
    : sql` and ${place} < (${before.moment}::timestamptz, ${before.id}::text)`;
}
