import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import type { RefundState } from '@/lib/domain/order';
import type { RefundSource } from '@/lib/domain/refund';
import { events } from '@/lib/db/schema/catalog';
import { at } from '@/lib/db/schema/columns';
import { payments } from '@/lib/db/schema/sales';

export const refunds = pgTable(
  'refunds',
  {
    id: text('id').primaryKey(),
    paymentId: text('payment_id')
      .notNull()
      .references(() => payments.id),
    /** Why: at most one refund per payment and purpose. */
    purpose: text('purpose').notNull(),
    stripeRefundId: text('stripe_refund_id').unique(),
    amountMinor: integer('amount_minor').notNull(),
    source: text('source').$type<RefundSource>().notNull(),
    /** In the words of whoever asked for it; for staff only. */
    reason: text('reason'),
    massRefundId: text('mass_refund_id').references(() => massRefunds.id),
    state: text('state').$type<RefundState>().notNull().default('due'),
    attempts: integer('attempts').notNull().default(0),
    nextTryAt: at('next_try_at'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    unique('refunds_purpose').on(t.paymentId, t.purpose),
    index('refunds_open')
      .on(t.nextTryAt)
      .where(sql`state in ('due', 'pending', 'requires_action')`),
    index('refunds_mass').on(t.massRefundId),
    check('refunds_amount', sql`${t.amountMinor} > 0`),
    check('refunds_state', sql`${t.state} in ('due','pending','requires_action','succeeded','failed')`),
    check('refunds_source', sql`${t.source} in ('buyer','staff','stripe','late_payment','event_canceled')`),
  ],
);

/** A whole event given back: resumable, at most one under way per event. */
export const massRefunds = pgTable(
  'mass_refunds',
  {
    id: text('id').primaryKey(),
    eventId: text('event_id')
      .notNull()
      .references(() => events.id),
    reason: text('reason').notNull(),
    requestedBy: text('requested_by').notNull(),
    createdAt: at('created_at').notNull(),
    /** Every order that was paid when it began has its refund written down. */
    preparedAt: at('prepared_at'),
  },
  (t) => [
    uniqueIndex('mass_refunds_one_under_way')
      .on(t.eventId)
      .where(sql`prepared_at is null`),
  ],
);

/** Chargebacks, by Stripe's id; closed ones never open again. */
export const disputes = pgTable(
  'disputes',
  {
    id: text('id').primaryKey(),
    paymentId: text('payment_id')
      .notNull()
      .references(() => payments.id),
    state: text('state').$type<'open' | 'won' | 'lost'>().notNull(),
    reason: text('reason').notNull(),
    amountMinor: integer('amount_minor').notNull(),
    openedAt: at('opened_at').notNull(),
    closedAt: at('closed_at'),
  },
  (t) => [
    index('disputes_payment').on(t.paymentId),
    check('disputes_state', sql`${t.state} in ('open','won','lost')`),
    check('disputes_closed', sql`(${t.state} = 'open') = (${t.closedAt} is null)`),
  ],
);
