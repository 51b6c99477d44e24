import { desc, eq, ilike, inArray, or, type SQL } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import { playbackSessions, licenseDecisions } from '@/lib/db/schema/playback';
import { events } from '@/lib/db/schema/catalog';
import { orders, payments, refunds } from '@/lib/db/schema/sales';
import { viewers } from '@/lib/db/schema/viewers';
import type { LocalizedText } from '@/lib/domain/localized-text';
import type { OrderState } from '@/lib/domain/order';
import { classifySearch, type SearchQuery } from '@/lib/domain/search-query';

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
}

const LIMIT = 50;

/** The newest orders that match what staff typed (mail in part, order code, payment id, support code); at most 50. */
export async function searchOrders(db: Queries, _staff: Staff, typed: string): Promise<SearchResult> {
  const query = classifySearch(typed);
  const found = await findOrders(db, conditionFor(db, query));
  const isWordLikeCode = query.kind === 'order_code' && found.length === 0;
  if (!isWordLikeCode) return { query, orders: found };
  const asText: SearchQuery = { kind: 'text', value: typed.trim().toLowerCase() };
  return { query: asText, orders: await findOrders(db, conditionFor(db, asText)) };
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
      return or(
        ilike(viewers.email, contains(query.value)),
        ilike(orders.contactEmail, contains(query.value)),
      );
    case 'text':
      return or(
        ilike(viewers.email, contains(query.value)),
        ilike(orders.contactEmail, contains(query.value)),
        ilike(viewers.name, contains(query.value)),
      );
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
    .orderBy(desc(orders.createdAt))
    .limit(LIMIT);
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
    .select({ id: playbackSessions.viewerId })
    .from(licenseDecisions)
    .innerJoin(playbackSessions, eq(playbackSessions.id, licenseDecisions.sessionId))
    .where(eq(licenseDecisions.supportCode, supportCode));
}

/** `%` and `_` are letters here and not wildcards. */
function contains(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
