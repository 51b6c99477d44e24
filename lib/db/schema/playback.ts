import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import type { CloseReason } from '@/lib/domain/playback-session';
import { eventDays } from '@/lib/db/schema/catalog';
import { viewers } from '@/lib/db/schema/viewers';
import { at } from '@/lib/db/schema/columns';

export const playbackSessions = pgTable(
  'playback_sessions',
  {
    id: text('id').primaryKey(),
    viewerId: text('viewer_id')
      .notNull()
      .references(() => viewers.id),
    eventDayId: text('event_day_id')
      .notNull()
      .references(() => eventDays.id),
    device: text('device').notNull(),
    openedAt: at('opened_at').notNull(),
    lastBeatAt: at('last_beat_at').notNull(),
    watchedSeconds: integer('watched_seconds').notNull().default(0),
    stalls: integer('stalls').notNull().default(0),
    closedAt: at('closed_at'),
    closeReason: text('close_reason').$type<CloseReason>(),
  },
  (t) => [
    uniqueIndex('playback_sessions_one_open')
      .on(t.viewerId, t.eventDayId)
      .where(sql`closed_at is null`),
    index('playback_sessions_viewer').on(t.viewerId, t.openedAt),
    check('playback_sessions_closed', sql`(${t.closedAt} is null) = (${t.closeReason} is null)`),
  ],
);

/** What was decided about playback: one row per session and outcome, so that retries do not multiply. */
export const licenseDecisions = pgTable(
  'license_decisions',
  {
    id: text('id').primaryKey(),
    /** `open:…` for a viewer who was refused before a session was opened. */
    sessionId: text('session_id').notNull(),
    viewerId: text('viewer_id')
      .notNull()
      .references(() => viewers.id),
    eventDayId: text('event_day_id')
      .notNull()
      .references(() => eventDays.id),
    keySystem: text('key_system').notNull(),
    outcome: text('outcome').notNull(),
    supportCode: text('support_code'),
    decidedAt: at('decided_at').notNull(),
    count: integer('count').notNull().default(1),
  },
  (t) => [
    unique('license_decisions_once').on(t.sessionId, t.outcome),
    index('license_decisions_support_code').on(t.supportCode),
    index('license_decisions_viewer').on(t.viewerId, t.decidedAt),
  ],
);
