import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { EntitlementState } from '@/lib/domain/license-decision';
import type { OrderState, PaymentState } from '@/lib/domain/order';
import type { PaymentMethod, Voucher } from '@/lib/domain/payment-method';
import { events, eventDays, ticketTypes } from '@/lib/db/schema/catalog';
import { viewers } from '@/lib/db/schema/viewers';
import { at } from '@/lib/db/schema/columns';

export const orders = pgTable(
  'orders',
  {
    id: text('id').primaryKey(),
    code: text('code').notNull().unique(),
    viewerId: text('viewer_id')
      .notNull()
      .references(() => viewers.id),
    eventId: text('event_id')
      .notNull()
      .references(() => events.id),
    state: text('state').$type<OrderState>().notNull(),
    /** `comp`: given away by staff, and no part of the sales. */
    source: text('source').$type<'sale' | 'comp'>().notNull().default('sale'),
    /** What is to be paid: the lines' prices less their discounts. */
    totalMinor: integer('total_minor').notNull(),
    currency: text('currency').notNull(),
    contactEmail: text('contact_email').notNull(),
    locale: text('locale').notNull(),
    /** Made by the buyer's page; the same key twice is the same order. */
    clientKey: text('client_key').notNull(),
    holdUntil: at('hold_until').notNull(),
    /** The hold was made longer once, because payment began near its end. */
    extendedAt: at('extended_at'),
    /** Decided when the seats were held, so that page and payment agree. */
    paymentMethods: text('payment_methods').array().$type<PaymentMethod[]>().notNull().default(['card']),
    /** Until when a konbini voucher of this order may be paid; null where none is offered. */
    voucherDeadline: at('voucher_deadline'),
    /** The refund terms as the buyer read them beside the button, and when it was pressed. */
    acceptedTerms: text('accepted_terms'),
    acceptedAt: at('accepted_at'),
    createdAt: at('created_at').notNull(),
    paidAt: at('paid_at'),
    closedAt: at('closed_at'),
  },
  (t) => [
    unique('orders_client_key').on(t.viewerId, t.clientKey),
    uniqueIndex('orders_one_held')
      .on(t.viewerId, t.eventId)
      .where(sql`state = 'held'`),
    index('orders_viewer').on(t.viewerId, t.createdAt),
    index('orders_newest').on(t.createdAt, t.id),
    index('orders_event').on(t.eventId, t.createdAt, t.id),
    index('orders_contact').using('gin', sql`${t.contactEmail} gin_trgm_ops`),
    index('orders_open')
      .on(t.holdUntil)
      .where(sql`state in ('held', 'refunding')`),
    check(
      'orders_state',
      sql`${t.state} in ('held','paid','expired','canceled','refunding','refunded','partially_refunded','disputed')`,
    ),
    check('orders_source', sql`${t.source} in ('sale','comp')`),
    check('orders_total', sql`${t.totalMinor} >= 0`),
    check('orders_paid_has_time', sql`${t.state} <> 'paid' or ${t.paidAt} is not null`),
  ],
);

export const orderLines = pgTable(
  'order_lines',
  {
    id: text('id').primaryKey(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    ticketTypeId: text('ticket_type_id')
      .notNull()
      .references(() => ticketTypes.id),
    /** The price when the seat was held; later price edits do not touch it. */
    priceMinor: integer('price_minor').notNull(),
    /** This line's share of the promo code's discount. */
    discountMinor: integer('discount_minor').notNull().default(0),
    /** Refunded, disputed away or taken back: its rights are revoked for good. */
    revokedAt: at('revoked_at'),
  },
  (t) => [
    unique('order_lines_once').on(t.orderId, t.ticketTypeId),
    check('order_lines_discount', sql`${t.discountMinor} between 0 and ${t.priceMinor}`),
  ],
);

/** One held or paid right per viewer and day: what makes `already_entitled` a constraint. */
export const dayClaims = pgTable(
  'day_claims',
  {
    viewerId: text('viewer_id')
      .notNull()
      .references(() => viewers.id),
    eventDayId: text('event_day_id')
      .notNull()
      .references(() => eventDays.id),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
  },
  (t) => [
    primaryKey({ name: 'day_claims_one', columns: [t.viewerId, t.eventDayId] }),
    index('day_claims_order').on(t.orderId),
  ],
);

export const payments = pgTable(
  'payments',
  {
    id: text('id').primaryKey(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    attempt: integer('attempt').notNull(),
    paymentIntentId: text('payment_intent_id').unique(),
    chargeId: text('charge_id').unique(),
    amountMinor: integer('amount_minor').notNull(),
    currency: text('currency').notNull(),
    state: text('state').$type<PaymentState>().notNull().default('pending'),
    /** The PaymentIntent's own status when it was last read. */
    stripeStatus: text('stripe_status'),
    /** The turn this payment was given under Stripe's write limit. */
    turnAt: at('turn_at'),
    failureCode: text('failure_code'),
    method: text('method').$type<PaymentMethod>(),
    voucher: jsonb('voucher').$type<Voucher>(),
    cardBrand: text('card_brand'),
    cardLast4: text('card_last4'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    unique('payments_attempt').on(t.orderId, t.attempt),
    uniqueIndex('payments_one_pending')
      .on(t.orderId)
      .where(sql`state = 'pending'`),
    index('payments_vouchers')
      .on(t.orderId)
      .where(sql`voucher is not null`),
    index('payments_card').on(t.cardLast4, t.amountMinor, t.createdAt),
    check('payments_state', sql`${t.state} in ('pending','succeeded','failed','canceled')`),
  ],
);

export const entitlements = pgTable(
  'entitlements',
  {
    id: text('id').primaryKey(),
    orderLineId: text('order_line_id')
      .notNull()
      .references(() => orderLines.id),
    eventDayId: text('event_day_id')
      .notNull()
      .references(() => eventDays.id),
    n: integer('n').notNull().default(1),
    viewerId: text('viewer_id')
      .notNull()
      .references(() => viewers.id),
    state: text('state').$type<EntitlementState>().notNull().default('active'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    unique('entitlements_once').on(t.orderLineId, t.eventDayId, t.n),
    index('entitlements_viewer_day').on(t.viewerId, t.eventDayId),
    check('entitlements_state', sql`${t.state} in ('active','suspended','revoked')`),
  ],
);
