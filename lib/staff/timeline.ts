import { createHash } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import type { Staff } from '@/lib/auth/staff';
import type { Queries } from '@/lib/db/client';
import {
  parseTimelineKey,
  type TimelineEntry,
  type TimelineFacts,
  type TimelineGroup,
  timelineGroups,
  type TimelineKey,
  type TimelineKind,
  timelineKinds,
  type TimelinePage,
  writeTimelineKey,
} from '@/lib/domain/timeline';
import { deviceLabel } from '@/lib/playback/device-label';
import { moneySources } from '@/lib/staff/timeline-money';
import { playSources } from '@/lib/staff/timeline-play';
import type { TimelineScope, TimelineSource } from '@/lib/staff/timeline-scope';
import { showSources } from '@/lib/staff/timeline-show';
import { talkSources } from '@/lib/staff/timeline-talk';

export interface TimelineQuery {
  readonly scope: TimelineScope;
  readonly group?: TimelineGroup | undefined;
  /** A page's `olderThan`; anything else is the newest page. */
  readonly before?: string | undefined;
  /** A support code or a picture's mark: only what it stands for. */
  readonly code?: string | undefined;
  /** Entries per page. */
  readonly size?: number;
  readonly now: Date;
}

const PAGE = 50;

/**
 * One page of all that is on record of an order or a viewer, the newest first, in one statement: each kind of record is
 * read by its index and no further than the page. Paging by key gives every entry once, whatever is written meanwhile.
 */
export async function findTimeline(db: Queries, _staff: Staff, query: TimelineQuery): Promise<TimelinePage> {
  const { size = PAGE } = query;
  const { rows } = await db.execute<StoredEntry>(timelineStatement({ ...query, size: size + 1 }));
  const shown = rows.slice(0, size);
  const oldest = shown.at(-1);
  return {
    entries: shown.map(toEntry),
    olderThan: rows.length > size && oldest !== undefined ? writeTimelineKey(oldest) : undefined,
  };
}

/** Changes with everything that the page shows of its entries. */
export function timelineVersion({ entries }: TimelinePage): string {
  return createHash('sha256').update(JSON.stringify(entries)).digest('base64url').slice(0, 16);
}

type StoredEntry = {
  readonly [Kind in TimelineKind]: {
    readonly kind: Kind;
    readonly id: string;
    /** Text, because JavaScript's times end at the millisecond. */
    readonly moment: string;
    readonly orderId: string | null;
    readonly facts: TimelineFacts[Kind];
  };
}[TimelineKind];

function toEntry({ id, moment, ...stored }: StoredEntry): TimelineEntry {
  const key = writeTimelineKey({ moment, kind: stored.kind, id });
  const entry = { ...stored, key, at: new Date(moment) };
  if (entry.kind === 'session_opened') return { ...entry, facts: withLabel(entry.facts) };
  if (entry.kind === 'session_closed') return { ...entry, facts: withLabel(entry.facts) };
  return entry;
}

/** Sessions keep what the browser calls itself. */
function withLabel<Facts extends { readonly device: string }>(facts: Facts): Facts {
  return { ...facts, device: deviceLabel(facts.device) };
}

/** The statement of one page; exported for the test of its plan. */
export function timelineStatement({ size = PAGE, ...query }: TimelineQuery): SQL {
  const before = query.before === undefined ? undefined : parseTimelineKey(query.before);
  const kinds = query.group === undefined ? timelineKinds : timelineGroups[query.group];
  const branches = kinds.flatMap((kind) => {
    const source = sourceOf(kind, query);
    if (query.code !== undefined && source.code === undefined) return [];
    return [branchOf(source, { kind, before, size, code: query.code })];
  });
  return sql`
    select kind, id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment, order_id as "orderId", facts
    from (${sql.join(branches, sql` union all `)}) entries
    order by at desc, kind collate "C" desc, id collate "C" desc limit ${size}`;
}

function sourceOf(kind: TimelineKind, { scope, now }: Pick<TimelineQuery, 'scope' | 'now'>): TimelineSource {
  if (kind === 'day_begins' || kind === 'show_switch' || kind === 'banner')
    return showSources[kind](scope, now);
  return { ...moneySources, ...playSources, ...talkSources }[kind](scope);
}

interface BranchLimits {
  readonly kind: TimelineKind;
  readonly before: TimelineKey | undefined;
  readonly code: string | undefined;
  readonly size: number;
}

function branchOf(source: TimelineSource, { kind, before, code, size }: BranchLimits): SQL {
  const { at, id, facts, rows, orderId = sql`null::text` } = source;
  const older = before === undefined ? sql`` : sql`and ${isOlder(source, { kind, before })}`;
  const found = code === undefined || source.code === undefined ? sql`` : sql`and ${source.code} = ${code}`;
  return sql`(select ${kind}::text as kind, ${id} as id, ${at} as at, ${orderId} as order_id, ${facts} as facts
    ${rows} ${older} ${found} order by ${at} desc, ${id} collate "C" desc limit ${size})`;
}

/** Behind `before` in the order (at, kind, id), all of them descending; the kind is the same for the whole branch. */
function isOlder({ at, id }: TimelineSource, { kind, before }: { kind: TimelineKind; before: TimelineKey }) {
  const moment = sql`${before.moment}::timestamptz`;
  if (kind < before.kind) return sql`${at} <= ${moment}`;
  if (kind > before.kind) return sql`${at} < ${moment}`;
  return sql`${at} <= ${moment} and (${at} < ${moment} or ${id} collate "C" < ${before.id})`;
}
