import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { CountryRule } from '@/lib/domain/country-rule';
import type { KeySystem } from '@/lib/domain/key-system';
import type { LocalizedText } from '@/lib/domain/localized-text';
import type { PlaybackPolicy } from '@/lib/domain/playback-policy';
import type { ViewingPolicy } from '@/lib/domain/viewing-policy';
import { at, createdAt, localized } from '@/lib/db/schema/columns';

export interface ProgramItem {
  readonly at: string;
  readonly title: LocalizedText;
}

export const events = pgTable('events', {
  id: text('id').primaryKey(),
  slug: text('slug').notNull().unique(),
  state: text('state').$type<'draft' | 'published'>().notNull().default('draft'),
  timeZone: text('time_zone').notNull(),
  title: localized('title').notNull(),
  tagline: localized('tagline').notNull(),
  description: localized('description').notNull(),
  organizer: localized('organizer').notNull(),
  contactEmail: text('contact_email').notNull(),
  /** Shown on the event page and, by law, on the final confirmation (docs/decisions/0009). */
  refundTerms: localized('refund_terms').notNull(),
  /** What differs from the default policy (lib/domain/playback-policy.ts). */
  playbackPolicy: jsonb('playback_policy').$type<Partial<PlaybackPolicy>>().notNull().default({}),
  /** Null: may be watched everywhere. */
  countryRule: jsonb('country_rule').$type<CountryRule>(),
  /** What differs from the default viewing policy (lib/domain/viewing-policy.ts). */
  viewingPolicy: jsonb('viewing_policy').$type<Partial<ViewingPolicy>>().notNull().default({}),
  /** Counts its edits: of two editors the slower one is told. */
  version: integer('version').notNull().default(1),
  createdAt: createdAt(),
});

export const eventDays = pgTable(
  'event_days',
  {
    id: text('id').primaryKey(),
    eventId: text('event_id')
      .notNull()
      .references(() => events.id),
    position: integer('position').notNull(),
    title: localized('title').notNull(),
    program: jsonb('program').$type<readonly ProgramItem[]>().notNull().default([]),
    /** `open`: anyone may play it, signed in or not (test playback). The only difference from the show. */
    access: text('access').$type<'open' | 'ticket'>().notNull().default('ticket'),
    doorsAt: at('doors_at').notNull(),
    startsAt: at('starts_at').notNull(),
    endsAt: at('ends_at').notNull(),
    /** Until then it can be watched again after the show; null: not at all. */
    archiveUntil: at('archive_until'),
    manifestUrl: text('manifest_url').notNull(),
    /** The same show as HLS: for WebKit, and for the second engine when the first cannot go on. */
    hlsManifestUrl: text('hls_manifest_url'),
    /** Scheme and host of a second origin that has the same paths as the manifest's own. */
    backupOrigin: text('backup_origin'),
    keySystems: text('key_systems').array().$type<KeySystem[]>().notNull(),
    /** As the packager writes them, the first one for vendors that go by content id (lib/domain/content-id.ts). */
    contentIds: text('content_ids').array().notNull().default([]),
  },
  (t) => [
    unique('event_days_position').on(t.eventId, t.position),
    check('event_days_access', sql`${t.access} in ('open', 'ticket')`),
    check('event_days_times', sql`${t.doorsAt} <= ${t.startsAt} and ${t.startsAt} < ${t.endsAt}`),
    check('event_days_archive', sql`${t.archiveUntil} > ${t.endsAt}`),
  ],
);

/** A key id belongs to one day: the primary key makes a shared one impossible. */
export const eventDayKeys = pgTable(
  'event_day_keys',
  {
    kid: uuid('kid').primaryKey(),
    eventDayId: text('event_day_id')
      .notNull()
      .references(() => eventDays.id),
  },
  (t) => [index('event_day_keys_day').on(t.eventDayId)],
);

export const ticketTypes = pgTable(
  'ticket_types',
  {
    id: text('id').primaryKey(),
    eventId: text('event_id')
      .notNull()
      .references(() => events.id),
    position: integer('position').notNull(),
    name: localized('name').notNull(),
    priceMinor: integer('price_minor').notNull(),
    currency: text('currency').notNull(),
    capacity: integer('capacity').notNull(),
    held: integer('held').notNull().default(0),
    sold: integer('sold').notNull().default(0),
    /** How many screens of one viewer may play at once. */
    screens: integer('screens').notNull().default(1),
    saleStartsAt: at('sale_starts_at').notNull(),
    saleEndsAt: at('sale_ends_at').notNull(),
  },
  (t) => [
    unique('ticket_types_position').on(t.eventId, t.position),
    check('ticket_types_price', sql`${t.priceMinor} >= 0`),
    check('ticket_types_currency', sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check('ticket_types_never_oversold', sql`${t.held} + ${t.sold} <= ${t.capacity}`),
    check('ticket_types_screens', sql`${t.screens} between 1 and 5`),
    check('ticket_types_counts', sql`${t.held} >= 0 and ${t.sold} >= 0`),
    check('ticket_types_sale_window', sql`${t.saleStartsAt} < ${t.saleEndsAt}`),
  ],
);

export const ticketTypeDays = pgTable(
  'ticket_type_days',
  {
    ticketTypeId: text('ticket_type_id')
      .notNull()
      .references(() => ticketTypes.id),
    eventDayId: text('event_day_id')
      .notNull()
      .references(() => eventDays.id),
  },
  (t) => [primaryKey({ columns: [t.ticketTypeId, t.eventDayId] })],
);
