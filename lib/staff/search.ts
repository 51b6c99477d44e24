import { and, desc, eq, ilike, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import { licenseDecisions, playbackSessions, readinessPasses } from '@/lib/db/schema/playback';
import { events } from '@/lib/db/schema/catalog';
import { refunds } from '@/lib/db/schema/refunds';
import { orders, payments } from '@/lib/db/schema/sales';
import { viewers } from '@/lib/db/schema/viewers';
import type { LocalizedText } from '@/lib/domain/localized-text';
import type { OrderState } from '@/lib/domain/order';
import { classifySearch, type SearchQuery, textSearch } from '@/lib/domain/search-query';

export interface FoundOrder {
  readonly id: string;
  readonly code: string;
  readonly state: OrderState;
  readonly totalMinor: number;
  readonly currency: string;
  readonly createdAt: Date;
  readonly contactEmail: string;
  readonly viewerEmail: string;
  readonly viewerName: string | null;
  readonly eventTitle: LocalizedText;
  readonly timeZone: string;
}

export interface SearchResult {
  readonly query: SearchQuery;
  readonly orders: readonly FoundOrder[];
  /** Older orders match too and were left out. */
  readonly hasMore: boolean;
}

const LIMIT = 50;

/**
 * The newest orders that match what staff typed (mail or name in part, order code or id, payment id, support
 * code); at most 50. A word that looks like a code and is none is searched as text.
 */
export async function searchOrders(db: Queries, _staff: Staff, typed: string): Promise<SearchResult> {
  const query = classifySearch(typed);
  const result = await runSearch(db, query);
  const isWordLikeCode = query.kind === 'order_code' || query.kind === 'support_code';
  if (!isWordLikeCode || result.orders.length > 0) return result;
  const asText = await runSearch(db, textSearch(typed));
  return asText.orders.length > 0 ? asText : result;
}

/** The order that an exact query (order code or id, payment id) means: staff go straight to it. */
export function exactHit({ query, orders: found }: SearchResult): FoundOrder | undefined {
  const isExact = query.kind === 'order_code' || query.kind === 'order_id' || query.kind === 'payment_id';
  return isExact && found.length === 1 ? found[0] : undefined;
}

async function runSearch(db: Queries, query: SearchQuery): Promise<SearchResult> {
  const found = await findOrders(db, conditionFor(db, query));
  return { query, orders: found.slice(0, LIMIT), hasMore: found.length > LIMIT };
}

function conditionFor(db: Queries, query: SearchQuery): SQL | undefined {
  switch (query.kind) {
    case 'empty':
      return undefined;
    case 'order_id':
      return eq(orders.id, query.value);
    case 'order_code':
      return eq(orders.code, query.value);
    case 'payment_id':
      return inArray(orders.id, ordersOfPayment(db, query.value));
    case 'support_code':
      return inArray(orders.viewerId, viewersOfSupportCode(db, query.value));
    case 'mail':
      return mailContains(query.value);
    case 'text':
      return or(mailContains(query.value), nameContains(query.value));
  }
}

function findOrders(db: Queries, condition: SQL | undefined): Promise<FoundOrder[]> {
  return db
    .select({
      id: orders.id,
      code: orders.code,
      state: orders.state,
      totalMinor: orders.totalMinor,
      currency: orders.currency,
      createdAt: orders.createdAt,
      contactEmail: orders.contactEmail,
      viewerEmail: viewers.email,
      viewerName: viewers.name,
      eventTitle: events.title,
      timeZone: events.timeZone,
    })
    .from(orders)
    .innerJoin(viewers, eq(viewers.id, orders.viewerId))
    .innerJoin(events, eq(events.id, orders.eventId))
    .where(condition)
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(LIMIT + 1);
}

/** PaymentIntent, charge or refund: whichever id the case was reported with. */
function ordersOfPayment(db: Queries, stripeId: string) {
  return db
    .select({ id: payments.orderId })
    .from(payments)
    .leftJoin(refunds, eq(refunds.paymentId, payments.id))
    .where(
      or(
        eq(payments.paymentIntentId, stripeId),
        eq(payments.chargeId, stripeId),
        eq(refunds.stripeRefundId, stripeId),
      ),
    );
}

function viewersOfSupportCode(db: Queries, supportCode: string) {
  return db
    .select({ id: licenseDecisions.viewerId })
    .from(licenseDecisions)
    .where(eq(licenseDecisions.supportCode, supportCode))
    .union(
      db
        .select({ id: sql<string>`${readinessPasses.viewerId}` })
        .from(readinessPasses)
        .where(and(eq(readinessPasses.code, supportCode), isNotNull(readinessPasses.viewerId))),
    )
    .union(
      // The mark in a recording has the same form.
      db
        .select({ id: playbackSessions.viewerId })
        .from(playbackSessions)
        .where(eq(playbackSessions.mark, supportCode)),
    );
}

function mailContains(text: string): SQL | undefined {
  return or(ilike(viewers.email, contains(text)), ilike(orders.contactEmail, contains(text)));
}

/** Whatever width its letters have and wherever its spaces stand: 山田花子 finds 山田　花子. */
function nameContains(text: string): SQL {
  const name = sql`replace(normalize(${viewers.name}, NFKC), ' ', '')`;
  return sql`${name} ilike ${contains(text.replaceAll(' ', ''))}`;
}

/** `%` and `_` are letters here and not wildcards. */
function contains(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
