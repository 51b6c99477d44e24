import { type SQL, sql } from 'drizzle-orm';
import type { CardSearch } from '@/lib/domain/card-search';
import { minorAmounts } from '@/lib/domain/money';
import { isoDay } from '@/lib/domain/search-day';
import type { SearchQuery } from '@/lib/domain/search-query';
import { escapeLike, partialCtes } from '@/lib/staff/search-parts';

/** One more than a page shows, so that it knows whether there are older ones. */
export const HITS = 51;
export const PEOPLE = 11;

/** What one reading of the typed text finds, as common table expressions. */
export interface SearchStep {
  /** What `orders` and `viewers` need. */
  readonly ctes: readonly SQL[];
  /** A query for `id` and `created_at` of orders. */
  readonly orders: SQL;
  /** A query for `id` of viewers who may have no order; undefined: nobody but buyers. */
  readonly viewers?: SQL;
}

export interface Paging {
  /** Only orders older than this one; undefined: the newest. */
  readonly before: string | undefined;
  readonly now: Date;
}

/** How to find what that reading means. `isOpen` is SQL that says whether earlier readings have found nothing. */
export function searchStep(query: SearchQuery, paging: Paging, isOpen: SQL): SearchStep {
  const { before } = paging;
  switch (query.kind) {
    case 'empty':
      return { ctes: [], orders: newestOrders(before, HITS) };
    case 'order_id':
      return { ctes: [], orders: sql`select id, created_at from orders where id = ${query.value}` };
    case 'order_code':
      return { ctes: [], orders: sql`select id, created_at from orders where code = ${query.value}` };
    case 'payment_id':
      return { ctes: [], orders: ordersOfPayment(query.value) };
    case 'card':
      return { ctes: [], orders: ordersOfCard(query.value, paging) };
    case 'support_code':
      return ofViewers(sql`select viewer_id as id from codes where viewer_id is not null`, before);
    case 'address':
      return ofAddress(query.value, before);
    case 'mail':
    case 'text':
      return ofPart(query, before, isOpen);
  }
}

/** As a condition on `orders o`, true for the first page. */
export function isOlder(before: string | undefined): SQL {
  if (before === undefined) return sql`true`;
  return sql`(o.created_at, o.id) < (select created_at, id from orders where id = ${before})`;
}

function newestOrders(before: string | undefined, limit: number): SQL {
  return sql`select o.id, o.created_at from orders o where ${isOlder(before)}
    order by o.created_at desc, o.id desc limit ${limit}`;
}

/** The newest orders of each of these viewers. The inner limit keeps the planner from joining whole tables. */
function ordersOf(viewers: SQL, before: string | undefined): SQL {
  return sql`select mine.id, mine.created_at from (${viewers}) them cross join lateral (
      select o.id, o.created_at from orders o where o.viewer_id = them.id and ${isOlder(before)}
      order by o.created_at desc limit ${HITS}) mine`;
}

function ofViewers(viewers: SQL, before: string | undefined): SearchStep {
  return { ctes: [], orders: ordersOf(sql`select distinct id from (${viewers}) them`, before), viewers };
}

/** A whole address, of the login or of the contact. */
function ofAddress(address: string, before: string | undefined): SearchStep {
  const viewers = sql`select id from viewers where email = ${address}`;
  const orders = sql`${ordersOf(viewers, before)} union
    select o.id, o.created_at from orders o
    where o.contact_email ilike (select ${escapeLike(address)}::text) and ${isOlder(before)}`;
  return { ctes: [], orders, viewers };
}

/**
 * Part of an address or a name. A common part is met often enough among the newest orders; only a rare one is looked up
 * in the indexes, which would give half the table for `gmail.com` (docs/decisions/0035).
 */
function ofPart(
  query: SearchQuery & { kind: 'mail' | 'text' },
  before: string | undefined,
  isOpen: SQL,
): SearchStep {
  const parts = partialCtes(query, { older: isOlder(before), isOpen });
  const card = /^\d{4}$/.test(query.value)
    ? sql` union select o.id, o.created_at from payments p join orders o on o.id = p.order_id
        where p.card_last4 = (select ${query.value}::text) and ${isOlder(before)}`
    : sql``;
  const orders = sql`select id, created_at from recent
    union (select * from (${ordersOf(sql`select id from matched`, before)}) theirs)
    union select o.id, o.created_at from orders o where ${parts.contact} and ${isOlder(before)}${card}`;
  return { ctes: parts.ctes, orders, viewers: sql`select id from matched` };
}

/** PaymentIntent, charge or refund: whichever id the case was reported with. */
function ordersOfPayment(stripeId: string): SQL {
  return sql`select o.id, o.created_at from (
      select order_id from payments where payment_intent_id = ${stripeId}
      union select order_id from payments where charge_id = ${stripeId}
      union select p.order_id from refunds r join payments p on p.id = r.payment_id where r.stripe_refund_id = ${stripeId}
    ) paid join orders o on o.id = paid.order_id`;
}

/** The day is that of the event's zone. */
function ordersOfCard({ readings, day }: CardSearch, { before, now }: Paging): SQL {
  const iso = day === undefined ? undefined : isoDay(day, now);
  const onDay =
    iso === undefined
      ? sql``
      : sql` and p.created_at between ${iso}::date - interval '14 hours' and ${iso}::date + interval '36 hours'
          and (p.created_at at time zone e.time_zone)::date = ${iso}::date`;
  const each = readings.map(
    ({ last4, amount }) => sql`select distinct o.id, o.created_at
      from payments p join orders o on o.id = p.order_id join events e on e.id = o.event_id
      where p.card_last4 = (select ${last4}::text)${amountCondition(amount)}${onDay} and ${isOlder(before)}`,
  );
  return sql.join(each, sql` union `);
}

function amountCondition(amount: string | undefined): SQL {
  if (amount === undefined) return sql``;
  const minor = minorAmounts(amount);
  if (minor.length === 0) return sql` and false`;
  const inCurrency = minor.map(({ amountMinor, currencies }) =>
    'only' in currencies
      ? sql`(p.amount_minor = ${amountMinor} and p.currency = any(${sql.param([...currencies.only])}))`
      : sql`(p.amount_minor = ${amountMinor} and p.currency <> all(${sql.param([...currencies.except])}))`,
  );
  const amounts = sql.param(minor.map(({ amountMinor }) => amountMinor));
  // The first condition is the index's, the second one tells 4,500 yen from 45 dollars.
  return sql` and p.amount_minor = any(${amounts}::int[]) and (${sql.join(inCurrency, sql` or `)})`;
}
