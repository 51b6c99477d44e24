import { sql } from 'drizzle-orm';
import type { Queries } from '@/lib/db/client';
import { newestSwitch, parseSwitch } from '@/lib/db/newest-switch';
import type { CountryRule } from '@/lib/domain/country-rule';
import type { DayRules } from '@/lib/domain/day-rules';
import type { KeySystem } from '@/lib/domain/key-system';
import { parseKid } from '@/lib/domain/kid';
import type { EntitlementState, TicketFacts } from '@/lib/domain/license-decision';
import type { ViewingPolicy } from '@/lib/domain/viewing-policy';
import type { CloseReason } from '@/lib/domain/playback-session';
import { parseCountryRule, parsePolicy, parseViewingPolicy } from '@/lib/playback/event-policy';

/** Where the pictures of a day are. */
export interface DayStream {
  readonly manifestUrl: string;
  readonly hlsManifestUrl: string | undefined;
  readonly backupOrigin: string | undefined;
}

export interface DayFacts extends TicketFacts {
  readonly slug: string;
  readonly stream: DayStream;
  readonly viewing: ViewingPolicy;
  readonly countryRule: CountryRule | undefined;
  readonly rules: DayRules;
  readonly session: { readonly closeReason: CloseReason | undefined; readonly lastBeatAt: Date } | undefined;
  /** A license of this session is on record already. */
  readonly isGrantRecorded: boolean;
}

interface Row extends Record<string, unknown> {
  slug: string;
  playback_policy: unknown;
  country_rule: unknown;
  access: 'open' | 'ticket';
  doors_at: string;
  starts_at: string;
  ends_at: string;
  archive_until: string | null;
  switched: unknown;
  manifest_url: string;
  hls_manifest_url: string | null;
  backup_origin: string | null;
  viewing_policy: unknown;
  key_systems: KeySystem[];
  content_ids: string[];
  kids: string[];
  entitlements: EntitlementState[];
  session_id: string | null;
  close_reason: CloseReason | null;
  last_beat_at: string | null;
  is_grant_recorded: boolean;
}

interface Whose {
  readonly eventDayId: string;
  readonly viewerId: string | undefined;
  readonly sessionId?: string | undefined;
}

/** All that decides about playing one day, in one statement over primary keys. Undefined: no such published day. */
export async function gatherDayFacts(
  db: Queries,
  { eventDayId, viewerId, sessionId }: Whose,
): Promise<DayFacts | undefined> {
  const result = await db.execute<Row>(sql`
    select events.slug, events.playback_policy, events.country_rule, events.viewing_policy,
      event_days.access, event_days.doors_at, event_days.starts_at, event_days.ends_at,
      event_days.archive_until, ${newestSwitch} as switched, event_days.manifest_url, event_days.hls_manifest_url, event_days.backup_origin,
      event_days.key_systems, event_days.content_ids,
      array(select kid::text from event_day_keys where event_day_id = event_days.id order by kid) as kids,
      array(select entitlements.state from entitlements
        where entitlements.viewer_id = ${viewerId ?? null} and event_day_id = event_days.id) as entitlements,
      playback_sessions.id as session_id, playback_sessions.close_reason, playback_sessions.last_beat_at,
      exists (select from license_decisions
        where session_id = ${sessionId ?? null} and outcome = 'granted') as is_grant_recorded
    from event_days
    join events on events.id = event_days.event_id and events.state = 'published'
    left join playback_sessions on playback_sessions.id = ${sessionId ?? null}
      and playback_sessions.event_day_id = event_days.id and playback_sessions.viewer_id = ${viewerId ?? null}
    where event_days.id = ${eventDayId}`);
  const row = result.rows[0];
  return row === undefined ? undefined : toFacts(row);
}

function toFacts(row: Row): DayFacts {
  return {
    slug: row.slug,
    access: row.access,
    times: {
      doorsAt: new Date(row.doors_at),
      startsAt: new Date(row.starts_at),
      endsAt: new Date(row.ends_at),
      archiveUntil: row.archive_until === null ? null : new Date(row.archive_until),
      switched: parseSwitch(row.switched),
    },
    entitlements: row.entitlements,
    stream: {
      manifestUrl: row.manifest_url,
      hlsManifestUrl: row.hls_manifest_url ?? undefined,
      backupOrigin: row.backup_origin ?? undefined,
    },
    // Read by the one that opens a session only: not a cost of every license.
    get viewing() {
      return parseViewingPolicy(row.viewing_policy);
    },
    countryRule: parseCountryRule(row.country_rule),
    rules: {
      keySystems: row.key_systems,
      kids: row.kids.flatMap((kid) => parseKid(kid) ?? []),
      contentIds: row.content_ids,
      policy: parsePolicy(row.playback_policy),
    },
    session:
      row.session_id === null || row.last_beat_at === null
        ? undefined
        : { closeReason: row.close_reason ?? undefined, lastBeatAt: new Date(row.last_beat_at) },
    isGrantRecorded: row.is_grant_recorded,
  };
}
