import { type SQL, sql } from 'drizzle-orm';

/** Whose timeline: of one order with its viewer's playback of its event, or of a viewer with all their orders. */
export type TimelineScope = { readonly orderId: string } | { readonly viewerId: string };

/** What one kind of entry is read from. */
export interface TimelineSource {
  readonly at: SQL;
  /** Text, unique within the kind, of printable ASCII characters. */
  readonly id: SQL;
  readonly orderId?: SQL;
  /** A jsonb object: what lib/domain/timeline.ts says of the kind. */
  readonly facts: SQL;
  /** `from … where …`, by an index. */
  readonly rows: SQL;
  /** The code that this entry can be found by. */
  readonly code?: SQL;
}

/** An array of order ids: found once per statement, so that every branch can use its index on them. */
export function ordersOf(scope: TimelineScope): SQL {
  if ('orderId' in scope) return sql`array[${scope.orderId}::text]`;
  return sql`array(select id from orders where viewer_id = ${scope.viewerId})`;
}

/** An array of the events of those orders. */
export function eventsOf(scope: TimelineScope): SQL {
  return sql`array(select event_id from orders where id = any(${ordersOf(scope)}))`;
}

export function viewerOf(scope: TimelineScope): SQL {
  if ('viewerId' in scope) return sql`${scope.viewerId}::text`;
  return sql`(select viewer_id from orders where id = ${scope.orderId})`;
}

/** An array of the days that the timeline is about; undefined: all. */
export function daysOf(scope: TimelineScope): SQL | undefined {
  if ('viewerId' in scope) return undefined;
  return sql`array(select id from event_days where event_id = (select event_id from orders where id = ${scope.orderId}))`;
}

/** `and …`: only on the days that the timeline is about. */
export function onDays(scope: TimelineScope, column: SQL): SQL {
  const days = daysOf(scope);
  return days === undefined ? sql`` : sql`and ${column} = any(${days})`;
}
