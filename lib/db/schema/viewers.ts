import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { createdAt } from '@/lib/db/schema/columns';

/** The identity of record. The address is verified, normalised, and one viewer's only. */
export const viewers = pgTable(
  'viewers',
  {
    id: text('id').primaryKey(),
    email: text('email').notNull().unique(),
    name: text('name'),
    createdAt: createdAt(),
  },
  (t) => [check('viewers_email_normalised', sql`${t.email} = lower(${t.email})`)],
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
