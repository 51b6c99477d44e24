import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import type { StaffPower, StaffRole } from '@/lib/domain/staff-role';
import { eventDays, events, ticketTypes } from '@/lib/db/schema/catalog';
import { at } from '@/lib/db/schema/columns';
import { orders } from '@/lib/db/schema/sales';
import { viewers } from '@/lib/db/schema/viewers';

/** Who has which role, beside the owners that STAFF_EMAILS names. */
export const staffMembers = pgTable(
  'staff_members',
  {
    email: text('email').primaryKey(),
    roles: text('roles').array().$type<StaffRole[]>().notNull(),
    changedBy: text('changed_by').notNull(),
    changedAt: at('changed_at').notNull(),
  },
  (t) => [
    check('staff_members_email_normalised', sql`${t.email} = lower(${t.email})`),
    check('staff_members_roles', sql`${t.roles} <@ array['support','operator','finance','owner']`),
  ],
);

/** What staff did: one row per act, written in the act's own transaction. A trigger lets nothing be changed or deleted. */
export const staffActs = pgTable(
  'staff_acts',
  {
    id: text('id').primaryKey(),
    /** Made by the page that offered the act: the same key twice is one act. */
    key: text('key').notNull(),
    power: text('power').$type<StaffPower>().notNull(),
    staffEmail: text('staff_email').notNull(),
    roles: text('roles').array().$type<StaffRole[]>().notNull(),
    reason: text('reason').notNull(),
    orderId: text('order_id').references(() => orders.id),
    viewerId: text('viewer_id').references(() => viewers.id),
    eventId: text('event_id').references(() => events.id),
    /** What else it was about, such as a ticket type's id or an address. */
    subject: text('subject'),
    before: jsonb('before').$type<unknown>(),
    after: jsonb('after').$type<unknown>(),
    actedAt: at('acted_at').notNull(),
  },
  (t) => [
    unique('staff_acts_once').on(t.staffEmail, t.key),
    index('staff_acts_newest').on(t.actedAt, t.id),
    index('staff_acts_order').on(t.orderId, t.actedAt),
    index('staff_acts_viewer').on(t.viewerId, t.actedAt),
    index('staff_acts_event').on(t.eventId, t.actedAt),
  ],
);

/** Every look at personal data. Append-only too. */
export const staffLooks = pgTable(
  'staff_looks',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    staffEmail: text('staff_email').notNull(),
    /** Such as `search`, `case` or `export`. */
    what: text('what').notNull(),
    /** How it was searched, or what was exported; never what was typed. */
    detail: text('detail'),
    /** Whose data was shown: ids of orders or viewers. */
    shown: text('shown').array().notNull().default([]),
    count: integer('count').notNull().default(0),
    lookedAt: at('looked_at').notNull(),
  },
  (t) => [index('staff_looks_newest').on(t.lookedAt, t.id)],
);

/** Every sign-in of a viewer, for the timeline of a case. */
export const signIns = pgTable(
  'sign_ins',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    viewerId: text('viewer_id')
      .notNull()
      .references(() => viewers.id),
    provider: text('provider').notNull(),
    /** What the browser says it is, shortened. */
    device: text('device').notNull(),
    signedInAt: at('signed_in_at').notNull(),
  },
  (t) => [index('sign_ins_viewer').on(t.viewerId, t.signedInAt)],
);

/** A single-use link by which whoever holds it, signed in, gets a complimentary ticket or tickets of another sign-in. */
export const claimLinks = pgTable(
  'claim_links',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<'comp' | 'move'>().notNull(),
    /** SHA-256 of what the link carries. */
    tokenHash: text('token_hash').notNull().unique(),
    /** Of a `comp`. */
    ticketTypeId: text('ticket_type_id').references(() => ticketTypes.id),
    /** Of a `move`: the order whose tickets go over. Of a `comp`: what it became. */
    orderId: text('order_id').references(() => orders.id),
    /** Where it was mailed: who opens it has proven that address. */
    toAddress: text('to_address').notNull(),
    locale: text('locale').notNull(),
    issuedBy: text('issued_by').notNull(),
    reason: text('reason').notNull(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    withdrawnAt: at('withdrawn_at'),
    usedAt: at('used_at'),
    usedBy: text('used_by').references(() => viewers.id),
  },
  (t) => [
    index('claim_links_order').on(t.orderId),
    index('claim_links_issuer').on(t.issuedBy, t.createdAt),
    check('claim_links_used', sql`(${t.usedAt} is null) = (${t.usedBy} is null)`),
    check('claim_links_comp', sql`${t.kind} <> 'comp' or ${t.ticketTypeId} is not null`),
    check('claim_links_move', sql`${t.kind} <> 'move' or ${t.orderId} is not null`),
  ],
);

/** What staff have switched a day to by hand; the newest row of a day counts. */
export const showSwitches = pgTable(
  'show_switches',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventDayId: text('event_day_id')
      .notNull()
      .references(() => eventDays.id),
    /** `auto`: by the clock again. */
    position: text('position').$type<'auto' | 'hold' | 'live' | 'paused' | 'ended'>().notNull(),
    switchedBy: text('switched_by').notNull(),
    switchedAt: at('switched_at').notNull(),
    /** Doors were open then: who is inside stays inside when the day is held. */
    wasOpen: boolean('was_open').notNull().default(false),
  },
  (t) => [
    index('show_switches_day').on(t.eventDayId, t.id),
    check('show_switches_position', sql`${t.position} in ('auto','hold','live','paused','ended')`),
  ],
);
