import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { events } from '@/lib/db/schema/catalog';
import { at } from '@/lib/db/schema/columns';
import { orders } from '@/lib/db/schema/sales';
import { viewers } from '@/lib/db/schema/viewers';

export const promoCodes = pgTable(
  'promo_codes',
  {
    id: text('id').primaryKey(),
    eventId: text('event_id')
      .notNull()
      .references(() => events.id),
    /** Normalised: upper case, no spaces (lib/domain/promo.ts). */
    code: text('code').notNull(),
    /** One of the two: minor units of the event's currency, or whole percent. */
    amountMinor: integer('amount_minor'),
    percent: integer('percent'),
    startsAt: at('starts_at').notNull(),
    endsAt: at('ends_at').notNull(),
    totalLimit: integer('total_limit').notNull(),
    perViewerLimit: integer('per_viewer_limit').notNull().default(1),
    used: integer('used').notNull().default(0),
  },
  (t) => [
    unique('promo_codes_code').on(t.eventId, t.code),
    check('promo_codes_normalised', sql`${t.code} = upper(${t.code}) and ${t.code} !~ '\\s'`),
    check('promo_codes_one_kind', sql`num_nonnulls(${t.amountMinor}, ${t.percent}) = 1`),
    check('promo_codes_amount', sql`${t.amountMinor} > 0`),
    check('promo_codes_percent', sql`${t.percent} between 1 and 100`),
    check('promo_codes_window', sql`${t.startsAt} < ${t.endsAt}`),
    check('promo_codes_never_overused', sql`${t.used} between 0 and ${t.totalLimit}`),
  ],
);

/** Who used which code: one per order; given back when the hold ends unpaid. */
export const promoUses = pgTable(
  'promo_uses',
  {
    orderId: text('order_id')
      .primaryKey()
      .references(() => orders.id),
    promoCodeId: text('promo_code_id')
      .notNull()
      .references(() => promoCodes.id),
    viewerId: text('viewer_id')
      .notNull()
      .references(() => viewers.id),
  },
  (t) => [index('promo_uses_viewer').on(t.promoCodeId, t.viewerId)],
);
