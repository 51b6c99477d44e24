import type { Client } from 'pg';
import { defaultPolicy } from '@/lib/domain/playback-policy';
import { bindTo } from '@/lib/http/device-cookie';
import { signSessionToken } from '@/lib/playback/session-token';
import { writeBenchEvent, writeBenchViewers } from '../bench-event';
import { challenges, kid } from './licenses';
import type { LoadRequest } from './load';

type BenchKeySystem = keyof typeof challenges;

const NAME = 'license';
const eventDayId = `day_${NAME}`;
const browser = 'b'.repeat(32);

/**
 * A day on air and that many viewers `license_0_{n}`, each with a ticket and an open session `pbs_{n}`: a session may
 * ask only so often a minute, so every request of a round comes from another one.
 */
export async function writeWatchingViewers(client: Client, count: number): Promise<void> {
  const event = await writeBenchEvent(client, NAME, count);
  await client.query(
    `update event_days set doors_at = now() - interval '1 hour', starts_at = now() - interval '1 hour',
       ends_at = now() + interval '2 hours', key_systems = '{widevine,clearkey}' where id = $1`,
    [eventDayId],
  );
  await client.query('insert into event_day_keys (kid, event_day_id) values ($1, $2)', [kid, eventDayId]);
  await writeBenchViewers(client, { prefix: NAME, clients: 1, count });
  await client.query(
    `insert into orders (id, code, viewer_id, event_id, state, total_minor, currency, contact_email, locale, client_key,
       hold_until, created_at, paid_at)
     select 'ord_' || id, id, id, $1, 'paid', 2500, 'JPY', email, 'ja', id, now(), now(), now()
     from viewers where id like 'license\\_%'`,
    [event.eventId],
  );
  await client.query(
    `insert into order_lines (id, order_id, ticket_type_id, price_minor)
     select 'line_' || id, id, $1, 2500 from orders where event_id = $2`,
    [event.ticketTypeId, event.eventId],
  );
  await client.query(
    `insert into entitlements (id, order_line_id, event_day_id, viewer_id, created_at)
     select 'ent_' || viewer_id, 'line_' || id, $1, viewer_id, now() from orders where event_id = $2`,
    [eventDayId, event.eventId],
  );
  await client.query(
    `insert into playback_sessions (id, viewer_id, event_day_id, device, opened_at, last_beat_at)
     select 'pbs_' || viewer_id, viewer_id, event_day_id, 'bench', now(), now() from entitlements
     where event_day_id = $1`,
    [eventDayId],
  );
  await client.query('vacuum analyze');
}

/** As if none of the sessions had had a license yet, or as if each had. */
export async function setRecorded(client: Client, isRecorded: boolean): Promise<void> {
  await client.query('truncate license_decisions');
  if (isRecorded) {
    await client.query(
      `insert into license_decisions (id, session_id, viewer_id, event_day_id, key_system, outcome, decided_at)
       select 'dec_' || id, id, viewer_id, event_day_id, 'widevine', 'granted', now() from playback_sessions
       where event_day_id = $1`,
      [eventDayId],
    );
  }
  await client.query('analyze license_decisions');
}

export async function countDecisions(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'select sum(count)::int as count from license_decisions',
  );
  return rows[0]?.count ?? 0;
}

/** License requests as the player sends them, one for each of the first `count` sessions, with fresh tokens. */
export async function licenseRequests(
  keySystem: BenchKeySystem,
  count: number,
): Promise<readonly LoadRequest[]> {
  const now = new Date();
  const until = new Date(now.getTime() + 2 * 60 * 60_000);
  const rules = {
    keySystems: ['widevine', 'clearkey'],
    kids: [kid],
    contentIds: [],
    policy: defaultPolicy,
  } as const;
  const body = challenges[keySystem];
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const viewerId = `${NAME}_0_${index + 1}`;
      const ids = { sessionId: `pbs_${viewerId}`, eventDayId, viewerId, binding: bindTo(browser) };
      const token = await signSessionToken({ ...ids, until, rules }, now);
      const headers = {
        authorization: `Bearer ${token}`,
        cookie: `stagedoor-device=${browser}`,
        'content-length': String(body.length),
      };
      return { path: `/api/license/${keySystem}`, headers, body };
    }),
  );
}
