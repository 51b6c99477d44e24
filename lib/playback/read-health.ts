import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '@/lib/db/client';
import { newestSwitch, parseSwitch } from '@/lib/db/newest-switch';
import { phaseOf } from '@/lib/domain/event-day';
import { digestDay, type EventHealth, type FamilyCount } from '@/lib/domain/health-digest';
import type { KeySystem } from '@/lib/domain/key-system';
import { problemsOf } from '@/lib/domain/qoe-problem';
import { breakerStates } from '@/lib/drm/guard-endpoint';

/** What happened just now. */
const RECENT_MS = 2 * 60_000;
/** Quiet minutes are few; an audience changes slowly. */
const AUDIENCE_MINUTES = 10;
/** A wait that people notice. */
const STALLED_MS = 2000;

interface OpenDay {
  readonly id: string;
  readonly keySystems: readonly KeySystem[];
}

/**
 * How the players of a published event fare at `now`, on those of its days that are open; from what players measured
 * in the last minutes and, for vendors, from what this process knows. Undefined: no such event. Two indexed reads.
 */
export async function readHealth(db: Database, slug: string, now: Date): Promise<EventHealth | undefined> {
  const days = await openDays(db, slug, now);
  if (days === undefined) return undefined;
  const counts = days.length === 0 ? [] : await countPlayers(db, days, now);
  return {
    serverTime: now.toISOString(),
    days: days.map(({ id, keySystems }) =>
      digestDay({
        id,
        counts: counts.filter(({ eventDayId }) => eventDayId === id),
        isVendorDown: isAnyDown(keySystems),
      }),
    ),
  };
}

interface DayRow extends Record<string, unknown> {
  id: string | null;
  key_systems: KeySystem[];
  doors_at: string;
  starts_at: string;
  ends_at: string;
  archive_until: string | null;
  switched: unknown;
}

async function openDays(db: Database, slug: string, now: Date): Promise<OpenDay[] | undefined> {
  const { rows } = await db.execute<DayRow>(sql`
    select event_days.id, key_systems, doors_at, starts_at, ends_at, archive_until,
      ${newestSwitch} as switched
    from events left join event_days on event_days.event_id = events.id and access = 'ticket'
    where slug = ${slug} and events.state = 'published'
    order by position`);
  if (rows.length === 0) return undefined;
  return rows.flatMap(({ id, key_systems: keySystems, ...day }) => {
    if (id === null) return [];
    const times = {
      doorsAt: new Date(day.doors_at),
      startsAt: new Date(day.starts_at),
      endsAt: new Date(day.ends_at),
      archiveUntil: day.archive_until === null ? null : new Date(day.archive_until),
      switched: parseSwitch(day.switched),
    };
    return ['before', 'ended'].includes(phaseOf(times, now)) ? [] : [{ id, keySystems }];
  });
}

const count = z.coerce.number();
const countRow = z
  .object({
    event_day_id: z.string(),
    browser_family: z.string(),
    players: count,
    troubled: count,
    started: count,
    license: count,
    feed: count,
    network: count,
    device: count,
    portal: count,
  })
  .transform(
    ({ event_day_id: eventDayId, browser_family: family, players, troubled, started, ...failed }) =>
      ({ eventDayId, family, players, troubled, started, failed }) satisfies FamilyCount,
  );

/**
 * Players and their troubles by day and browser family. A player who sent anything is one; beyond those, the sampled
 * quiet minutes say how many there are. A thinned troubled minute stands for its weight in minutes.
 */
async function countPlayers(db: Database, days: readonly OpenDay[], now: Date): Promise<FamilyCount[]> {
  const since = new Date(now.getTime() - AUDIENCE_MINUTES * 60_000);
  const recent = new Date(now.getTime() - RECENT_MS);
  const ids = sql.join(
    days.map(({ id }) => sql`${id}`),
    sql`, `,
  );
  const { rows } = await db.execute(sql`
    with told as (
      select event_day_id, browser_family, session_id, startup, weight, problems, minute > ${recent} as is_recent,
        minute > ${recent} and stalled_ms >= ${STALLED_MS} as stalled,
        stalls = 0 and stalled_ms = 0 and problems = '{}' as is_quiet
      from qoe_minutes
      where event_day_id in (${ids}) and minute > ${since} and minute <= ${now}
    ), players as (
      select event_day_id, browser_family, session_id,
        sum(weight) filter (where is_quiet and startup is null) as quiet,
        greatest(1, max(weight) filter (where is_recent and not is_quiet) / 2.0) as trouble_weight,
        bool_or(is_recent and startup is not null and startup ? 'firstFrame') as started,
        bool_or(stalled) as stalled,
        ${failed('license')}, ${failed('feed')}, ${failed('network')}, ${failed('device')}, ${failed('portal')}
      from told group by event_day_id, browser_family, session_id
    )
    select event_day_id, browser_family,
      greatest(count(*), coalesce(sum(quiet), 0) / ${AUDIENCE_MINUTES}::int,
        coalesce(sum(trouble_weight) filter (where stalled), 0)) as players,
      coalesce(sum(trouble_weight) filter (where stalled or feed or device), 0) as troubled,
      count(*) filter (where started) as started,
      count(*) filter (where license) as license,
      count(*) filter (where feed) as feed,
      count(*) filter (where network) as network,
      count(*) filter (where device) as device,
      count(*) filter (where portal) as portal
    from players group by event_day_id, browser_family order by players desc, browser_family`);
  return z.array(countRow).parse(rows);
}

function failed(name: 'license' | 'feed' | 'network' | 'device' | 'portal') {
  const codes = sql.join(
    problemsOf(name).map((code) => sql`${code}`),
    sql`, `,
  );
  return sql`bool_or(is_recent and problems ?| array[${codes}]::text[]) as ${sql.raw(name)}`;
}

/** One vendor address that this process has stopped asking is enough: its key system cannot be licensed by it. */
function isAnyDown(keySystems: readonly KeySystem[]): boolean {
  return breakerStates().some(
    ({ endpoint, state }) =>
      state === 'open' && keySystems.some((keySystem) => endpoint.startsWith(`${keySystem} `)),
  );
}
