import { type SQL, sql } from 'drizzle-orm';
import { eventsOf, type TimelineScope, type TimelineSource } from '@/lib/staff/timeline-scope';

const daysOfEvents = (scope: TimelineScope): SQL =>
  sql`array(select id from event_days where event_id = any(${eventsOf(scope)}))`;

/** What the show itself did until now, so that all else is read against it. */
export const showSources = {
  /** The planned times. */
  day_begins: (scope: TimelineScope, now: Date): TimelineSource => ({
    at: sql`m.at`,
    id: sql`concat(d.id, ':', m.moment)`,
    facts: sql`jsonb_build_object('moment', m.moment, 'day', d.title)`,
    rows: sql`from event_days d
      cross join lateral (values ('doors', d.doors_at), ('start', d.starts_at), ('end', d.ends_at)) m (moment, at)
      where d.event_id = any(${eventsOf(scope)}) and d.access = 'ticket' and m.at <= ${now}`,
  }),

  show_switch: (scope: TimelineScope, now: Date): TimelineSource => ({
    at: sql`w.switched_at`,
    id: sql`lpad(w.id::text, 19, '0')`,
    facts: sql`jsonb_build_object('position', w.position, 'by', w.switched_by,
      'day', (select title from event_days where id = w.event_day_id))`,
    rows: sql`from show_switches w where w.event_day_id = any(${daysOfEvents(scope)}) and w.switched_at <= ${now}`,
  }),

  banner: (scope: TimelineScope, now: Date): TimelineSource => ({
    at: sql`n.starts_at`,
    id: sql`n.id`,
    facts: sql`jsonb_build_object('severity', n.severity, 'audience', n.audience, 'text', n.text)`,
    rows: sql`from announcements n where n.event_id = any(${eventsOf(scope)}) and n.starts_at <= ${now}`,
  }),
} as const;
