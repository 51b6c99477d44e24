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
import type { CloseReason } from '@/lib/domain/playback-session';
import type { QoeStartup } from '@/lib/domain/qoe';
import type { ReadinessChecks, ReadinessVerdict } from '@/lib/domain/readiness';
import { eventDays, events } from '@/lib/db/schema/catalog';
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
    /** Of the screens that the ticket allows at once, counted from 1. */
    slot: integer('slot').notNull().default(1),
    /** What the browser says it is (User-Agent). */
    device: text('device').notNull(),
    /** The browser it plays in, as its token is bound to it (lib/http/device-cookie.ts); none for older rows. */
    browser: text('browser'),
    /** The code that is shown over the picture and leads from a recording to this row. */
    mark: text('mark').unique(),
    openedAt: at('opened_at').notNull(),
    lastBeatAt: at('last_beat_at').notNull(),
    watchedSeconds: integer('watched_seconds').notNull().default(0),
    stalls: integer('stalls').notNull().default(0),
    closedAt: at('closed_at'),
    closeReason: text('close_reason').$type<CloseReason>(),
  },
  (t) => [
    uniqueIndex('playback_sessions_one_open_per_slot')
      .on(t.viewerId, t.eventDayId, t.slot)
      .where(sql`closed_at is null`),
    index('playback_sessions_viewer').on(t.viewerId, t.openedAt),
    // Who is watching a day now.
    index('playback_sessions_watching')
      .on(t.eventDayId, t.lastBeatAt)
      .where(sql`closed_at is null`),
    // How many were watching at each minute of a day.
    index('playback_sessions_day').on(t.eventDayId, t.openedAt),
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
    /** Such as `chrome` or `safari_ios` (lib/domain/browser-family.ts); none for older rows. */
    browserFamily: text('browser_family'),
    decidedAt: at('decided_at').notNull(),
    /** Of the newest repeat. The default is for writers of the release before. */
    lastDecidedAt: at('last_decided_at').notNull().defaultNow(),
    count: integer('count').notNull().default(1),
  },
  (t) => [
    unique('license_decisions_once').on(t.sessionId, t.outcome),
    index('license_decisions_support_code').on(t.supportCode),
    index('license_decisions_viewer').on(t.viewerId, t.decidedAt),
    index('license_decisions_day').on(t.eventDayId, t.lastDecidedAt),
  ],
);

/** A running show on its way to another screen (RFC 8628): that screen shows the code, a signed-in viewer confirms. */
export const screenLinks = pgTable(
  'screen_links',
  {
    id: text('id').primaryKey(),
    /** Hash of what people type or scan; of the few that are open at one time none has the same. */
    codeHash: text('code_hash').notNull().unique(),
    /** The waiting browser (lib/http/device-cookie.ts), which alone may collect it. */
    browser: text('browser').notNull(),
    device: text('device').notNull(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    viewerId: text('viewer_id').references(() => viewers.id),
    eventDayId: text('event_day_id').references(() => eventDays.id),
    confirmedAt: at('confirmed_at'),
    collectedAt: at('collected_at'),
  },
  (t) => [
    index('screen_links_expires').on(t.expiresAt),
    // For the timeline of a case.
    index('screen_links_viewer').on(t.viewerId, t.confirmedAt),
    check(
      'screen_links_confirmed',
      sql`(${t.confirmedAt} is null) = (${t.viewerId} is null) and (${t.viewerId} is null) = (${t.eventDayId} is null)`,
    ),
  ],
);

/** The last test playback of a browser for an event. */
export const readinessPasses = pgTable(
  'readiness_passes',
  {
    id: text('id').primaryKey(),
    /** What the page shows and the support desk asks for (lib/domain/support-code.ts). */
    code: text('code').notNull(),
    browser: text('browser').notNull(),
    eventId: text('event_id')
      .notNull()
      .references(() => events.id),
    /** Who was signed in then, or signed in later with the same browser. */
    viewerId: text('viewer_id').references(() => viewers.id),
    device: text('device').notNull(),
    verdict: text('verdict').$type<ReadinessVerdict>().notNull(),
    /** Result of each check by its name. */
    checks: jsonb('checks').$type<ReadinessChecks>().notNull(),
    checkedAt: at('checked_at').notNull(),
  },
  (t) => [
    unique('readiness_passes_browser').on(t.browser, t.eventId),
    index('readiness_passes_code').on(t.code),
    index('readiness_passes_viewer').on(t.viewerId, t.eventId),
  ],
);

/** What players measured: one row per session and minute at most. */
export const qoeMinutes = pgTable(
  'qoe_minutes',
  {
    sessionId: text('session_id').notNull(),
    minute: at('minute').notNull(),
    eventDayId: text('event_day_id')
      .notNull()
      .references(() => eventDays.id),
    /** Null on a day of open access. */
    viewerId: text('viewer_id').references(() => viewers.id),
    /** Such as `chrome` or `safari_ios` (lib/domain/browser-family.ts). */
    browserFamily: text('browser_family').notNull(),
    /** How many players this row stands for: quiet minutes are sampled. */
    weight: integer('weight').notNull().default(1),
    playedMs: integer('played_ms').notNull().default(0),
    stalls: integer('stalls').notNull().default(0),
    stalledMs: integer('stalled_ms').notNull().default(0),
    bitrateKbps: integer('bitrate_kbps'),
    droppedFrames: integer('dropped_frames').notNull().default(0),
    /** Milliseconds of each part of the start; only in the minute of the start. */
    startup: jsonb('startup').$type<QoeStartup>(),
    /** The problem that the player showed or worked around, by code. */
    problems: jsonb('problems').$type<Readonly<Record<string, number>>>().notNull().default({}),
  },
  (t) => [
    primaryKey({ columns: [t.sessionId, t.minute] }),
    index('qoe_minutes_day').on(t.eventDayId, t.minute),
    index('qoe_minutes_viewer').on(t.viewerId, t.minute),
  ],
);
