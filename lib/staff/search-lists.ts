import { type SQL, sql } from 'drizzle-orm';
import type { LocalizedText } from '@/lib/domain/localized-text';
import type { OrderState } from '@/lib/domain/order';
import type { ReadinessChecks, ReadinessVerdict } from '@/lib/domain/readiness';

/** What the statement of a search gives: lists as JSON, in which moments are text. */
export type SearchRow = {
  readonly orders: readonly FoundOrderRow[];
  readonly people: readonly FoundPersonRow[];
  readonly codes: readonly FoundCodeRow[];
};

interface Found {
  readonly id: string;
  /** Which of the readings found it. */
  readonly step: number;
  readonly createdAt: string;
}

interface FoundOrderRow extends Found {
  readonly code: string;
  readonly state: OrderState;
  readonly totalMinor: number;
  readonly currency: string;
  readonly contactEmail: string;
  readonly viewerId: string;
  readonly viewerEmail: string;
  readonly viewerName: string | null;
  readonly eventTitle: LocalizedText;
  readonly timeZone: string;
}

interface FoundPersonRow extends Found {
  readonly email: string;
  readonly name: string | null;
}

interface FoundCodeRow {
  readonly id: string;
  /** What shows this code: an answer of the license server, a test playback, or the mark over a picture. */
  readonly what: 'decision' | 'test' | 'mark';
  readonly viewerId: string | null;
  readonly viewerEmail: string | null;
  readonly device: string | null;
  readonly outcome: string | null;
  readonly verdict: ReadinessVerdict | null;
  readonly checks: ReadinessChecks | null;
  readonly eventTitle: LocalizedText;
  readonly timeZone: string;
  readonly at: string;
}

/** Codes are random, so that two things may have the same one; a mark is one session's. */
export function codesOf(code: string): SQL {
  return sql`
    select d.id, 'decision' as what, d.viewer_id, d.decided_at as at, day.event_id, null as device, d.outcome,
      null as verdict, null::jsonb as checks
    from license_decisions d join event_days day on day.id = d.event_day_id where d.support_code = ${code}
    union all
    select id, 'test', viewer_id, checked_at, event_id, device, null, verdict, checks
    from readiness_passes where code = ${code}
    union all
    select s.id, 'mark', s.viewer_id, s.opened_at, day.event_id, s.device, null, null, null
    from playback_sessions s join event_days day on day.id = s.event_day_id where s.mark = ${code}`;
}

export const listOfCodes: SQL = sql`(select coalesce(json_agg(json_build_object(
    'id', c.id, 'what', c.what, 'viewerId', c.viewer_id, 'viewerEmail', v.email, 'device', c.device, 'outcome', c.outcome,
    'verdict', c.verdict, 'checks', c.checks, 'eventTitle', e.title, 'timeZone', e.time_zone, 'at', c.at
  ) order by c.at desc), '[]')
  from codes c join events e on e.id = c.event_id left join viewers v on v.id = c.viewer_id)`;

export function listOfOrders(hits: SQL): SQL {
  return sql`(select coalesce(json_agg(json_build_object(
      'step', h.step, 'id', o.id, 'code', o.code, 'state', o.state, 'totalMinor', o.total_minor, 'currency', o.currency,
      'createdAt', o.created_at, 'contactEmail', o.contact_email, 'viewerId', v.id, 'viewerEmail', v.email,
      'viewerName', v.name, 'eventTitle', e.title, 'timeZone', e.time_zone
    ) order by o.created_at desc, o.id desc), '[]')
    from (${hits}) h join orders o on o.id = h.id join viewers v on v.id = o.viewer_id join events e on e.id = o.event_id)`;
}

export function listOfPeople(people: SQL): SQL {
  return sql`(select coalesce(json_agg(json_build_object(
      'step', p.step, 'id', v.id, 'email', v.email, 'name', v.name, 'createdAt', v.created_at
    ) order by v.created_at desc, v.id desc), '[]')
    from (${people}) p join viewers v on v.id = p.id)`;
}
