import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { AnnouncementAudience, AnnouncementSeverity } from '@/lib/domain/announcement';
import type { MailKind } from '@/lib/domain/mail-kind';
import type { OrderState } from '@/lib/domain/order';
import type { AlertKind } from '@/lib/domain/staff-alert';
import { events } from '@/lib/db/schema/catalog';
import { at, createdAt, localized } from '@/lib/db/schema/columns';
import { refunds } from '@/lib/db/schema/refunds';
import { orders } from '@/lib/db/schema/sales';

/** The inbox: what Stripe told us, stored before it is worked on. Bodies are hints and are not kept. */
export const stripeEvents = pgTable(
  'stripe_events',
  {
    id: text('id').primaryKey(),
    type: text('type').notNull(),
    paymentIntentId: text('payment_intent_id'),
    receivedAt: at('received_at').notNull(),
    handledAt: at('handled_at'),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
  },
  (t) => [
    index('stripe_events_unhandled')
      .on(t.receivedAt)
      .where(sql`handled_at is null`),
    index('stripe_events_payment').on(t.paymentIntentId, t.type),
  ],
);

/** Mails to send: written with the fact they tell of, sent by the jobs tick. */
export const outbox = pgTable(
  'outbox',
  {
    /** One mail per fact, such as `confirmation:ord_…`; also its Message-ID. */
    dedupeKey: text('dedupe_key').primaryKey(),
    kind: text('kind').$type<MailKind>().notNull(),
    orderId: text('order_id').references(() => orders.id),
    refundId: text('refund_id').references(() => refunds.id),
    toAddress: text('to_address').notNull(),
    locale: text('locale').notNull(),
    /** What cannot be read from other rows, such as a sign-in code; emptied when the mail is sent. */
    secret: jsonb('secret').$type<{ readonly code: string }>(),
    createdAt: at('created_at').notNull(),
    nextTryAt: at('next_try_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    sentAt: at('sent_at'),
    /** No more tries: too many, or too late to be of use. */
    givenUpAt: at('given_up_at'),
    lastError: text('last_error'),
  },
  (t) => [
    index('outbox_due')
      .on(t.nextTryAt)
      .where(sql`sent_at is null and given_up_at is null`),
    index('outbox_order').on(t.orderId),
  ],
);

/** What the organizer tells the audience while it lasts: in the lobby, over the stream and on the event's pages. */
export const announcements = pgTable(
  'announcements',
  {
    id: text('id').primaryKey(),
    eventId: text('event_id')
      .notNull()
      .references(() => events.id),
    severity: text('severity').$type<AnnouncementSeverity>().notNull(),
    audience: text('audience').$type<AnnouncementAudience>().notNull(),
    text: localized('text').notNull(),
    startsAt: at('starts_at').notNull(),
    endsAt: at('ends_at').notNull(),
  },
  (t) => [
    index('announcements_event').on(t.eventId, t.endsAt),
    // Ended by hand in the very moment it began: it was never shown.
    check('announcements_times', sql`${t.startsAt} <= ${t.endsAt}`),
  ],
);

/** What a person has to look at; one row per fact, however often it is seen. */
export const staffAlerts = pgTable(
  'staff_alerts',
  {
    dedupeKey: text('dedupe_key').primaryKey(),
    kind: text('kind').$type<AlertKind>().notNull(),
    orderId: text('order_id').references(() => orders.id),
    paymentIntentId: text('payment_intent_id'),
    detail: text('detail').notNull(),
    createdAt: at('created_at').notNull(),
    resolvedAt: at('resolved_at'),
  },
  (t) => [
    index('staff_alerts_open')
      .on(t.createdAt)
      .where(sql`resolved_at is null`),
    index('staff_alerts_order').on(t.orderId),
  ],
);

/** Every state an order has been in. Written by a trigger, so that no use case can forget it; append-only. */
export const orderHistory = pgTable(
  'order_history',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    fromState: text('from_state').$type<OrderState>(),
    toState: text('to_state').$type<OrderState>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index('order_history_order').on(t.orderId, t.id)],
);

/** One row per tick of the jobs. */
export const jobRuns = pgTable(
  'job_runs',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    startedAt: at('started_at').notNull(),
    finishedAt: at('finished_at'),
    report: jsonb('report').$type<Readonly<Record<string, number>>>(),
    failed: text('failed').array().notNull().default([]),
  },
  (t) => [index('job_runs_started').on(t.startedAt)],
);

/** How far a job has read. */
export const jobCursors = pgTable('job_cursors', {
  name: text('name').primaryKey(),
  readThrough: at('read_through').notNull(),
});

/** The next free turn of a queue that keeps us under a vendor's rate limit. */
export const paceQueues = pgTable('pace_queues', {
  name: text('name').primaryKey(),
  nextTurnAt: at('next_turn_at').notNull(),
});

/** The table of rate-limiter-flexible's PostgreSQL store; its columns are the library's. */
export const rateLimits = pgTable('rate_limits', {
  key: text('key').primaryKey(),
  points: integer('points').notNull().default(0),
  expire: bigint('expire', { mode: 'number' }),
});
