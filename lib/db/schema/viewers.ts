import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { at, createdAt } from '@/lib/db/schema/columns';

/** The identity of record. The address is verified, normalised, and one viewer's only. */
export const viewers = pgTable(
  'viewers',
  {
    id: text('id').primaryKey(),
    email: text('email').notNull().unique(),
    name: text('name'),
    createdAt: createdAt(),
  },
  (t) => [
    // Staff search by parts of an address or a name (lib/staff/find-hits.ts has the same expressions).
    index('viewers_email_part').using('gin', sql`${t.email} gin_trgm_ops`),
    index('viewers_name_part').using('gin', sql`(replace(normalize(${t.name}, NFKC), ' ', '')) gin_trgm_ops`),
    // Trigrams know no Japanese in a database of the C locale, and names of two characters have none anyway.
    index('viewers_name_letters').using(
      'gin',
      sql`(string_to_array(lower(replace(normalize(${t.name}, NFKC), ' ', '')), null))`,
    ),
    check('viewers_email_normalised', sql`${t.email} = lower(${t.email})`),
  ],
);

/** The logins of a viewer: tickets survive a change of login. */
export const viewerIdentities = pgTable(
  'viewer_identities',
  {
    provider: text('provider').notNull(),
    subject: text('subject').notNull(),
    viewerId: text('viewer_id')
      .notNull()
      .references(() => viewers.id),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.subject] }), index('viewer_identities_viewer').on(t.viewerId)],
);

/** Mailed sign-in codes: hashed, short-lived, single-use, for the browser that asked (ASVS 5.0 §6.6). */
export const signInCodes = pgTable(
  'sign_in_codes',
  {
    id: text('id').primaryKey(),
    email: text('email').notNull(),
    codeHash: text('code_hash').notNull(),
    browserHash: text('browser_hash').notNull(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    usedAt: at('used_at'),
  },
  (t) => [
    index('sign_in_codes_browser').on(t.browserHash, t.createdAt),
    index('sign_in_codes_email').on(t.email, t.createdAt),
  ],
);
