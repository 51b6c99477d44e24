import { type SQL, sql } from 'drizzle-orm';
import { noProblem, type PlayedAnswer, playedAnswer, type PlayedFacts } from '@/lib/domain/played-answer';
import { staleBefore } from '@/lib/domain/playback-session';
import type { ReadinessVerdict } from '@/lib/domain/readiness';

/** How playback of an order's event stands for its viewer. */
export interface CasePlayback {
  readonly answer: PlayedAnswer;
  /** Sessions that were never closed, also those unheard of for long: all of them can be stopped. */
  readonly openSessions: number;
  readonly test: { readonly verdict: ReadinessVerdict; readonly at: Date } | undefined;
}

interface StoredPlayback {
  readonly screens: number;
  readonly openSessions: number;
  readonly isGranted: boolean;
  readonly newest: {
    readonly isOpen: boolean;
    readonly isGranted: boolean;
    readonly lastBeatAt: string;
  } | null;
  readonly refusal: { readonly outcome: string; readonly code: string | null; readonly at: string } | null;
  readonly test: { readonly verdict: ReadinessVerdict; readonly at: string } | null;
}

const days = sql`(select id from event_days where event_id = orders.event_id)`;
const sessions = sql`playback_sessions s where s.viewer_id = orders.viewer_id and s.event_day_id in ${days}`;
const decisions = sql`license_decisions d where d.viewer_id = orders.viewer_id and d.event_day_id in ${days}`;
const uncounted = sql.join(
  noProblem.map((reason) => sql`${reason}`),
  sql`, `,
);

/**
 * A column of any statement over `orders`. A beat that is told to stop is no answer about a license: the refusals that count
 * are those of the newest session, and of opening one after it.
 */
export function playbackOf(now: Date): SQL<StoredPlayback> {
  const isOpen = sql`s.closed_at is null and s.last_beat_at > ${staleBefore(now)}`;
  return sql`(
    select jsonb_build_object(
      'screens', (select count(*) from ${sessions} and ${isOpen}),
      'openSessions', (select count(*) from ${sessions} and s.closed_at is null),
      'isGranted', exists (select from ${decisions} and d.outcome = 'granted'),
      'newest', case when newest.id is not null then jsonb_build_object('isOpen', newest.is_open,
        'isGranted', newest.is_granted, 'lastBeatAt', newest.last_beat_at) end,
      'refusal', (select jsonb_build_object('outcome', d.outcome, 'code', d.support_code, 'at', d.last_decided_at)
        from ${decisions} and d.outcome not in ('granted', ${uncounted}) and d.key_system <> 'beat'
          and (newest.id is null or d.session_id = newest.id
            or d.key_system = 'open' and d.last_decided_at > newest.opened_at)
        order by d.last_decided_at desc limit 1),
      'test', (select jsonb_build_object('verdict', verdict, 'at', checked_at)
        from readiness_passes where viewer_id = orders.viewer_id and event_id = orders.event_id
        order by checked_at desc limit 1))
    from (select) one left join lateral (
      select s.id, s.opened_at, s.last_beat_at, ${isOpen} as is_open,
        exists (select from license_decisions where session_id = s.id and outcome = 'granted') as is_granted
      from ${sessions} order by s.opened_at desc limit 1) newest on true)`;
}

export function toPlayback({
  newest,
  refusal,
  test,
  openSessions,
  ...counted
}: StoredPlayback): CasePlayback {
  const facts: PlayedFacts = {
    ...counted,
    newest: newest === null ? undefined : { ...newest, lastBeatAt: new Date(newest.lastBeatAt) },
    refusal: refusal === null ? undefined : { ...refusal, at: new Date(refusal.at) },
  };
  return {
    answer: playedAnswer(facts),
    openSessions,
    test: test === null ? undefined : { ...test, at: new Date(test.at) },
  };
}
