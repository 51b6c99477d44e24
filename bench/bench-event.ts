import type { Client } from 'pg';

export interface BenchEvent {
  readonly slug: string;
  readonly eventId: string;
  readonly ticketTypeId: string;
}

const text = JSON.stringify({ ja: '公演', en: 'Event' });

/** An event with one contended ticket type of one day, and that many viewers named `{prefix}_{client}_{i}`. */
export async function writeBenchEvent(client: Client, name: string, capacity: number): Promise<BenchEvent> {
  const event = { slug: name, eventId: `evt_${name}`, ticketTypeId: `tkt_${name}` };
  await client.query(
    `insert into events (id, slug, state, time_zone, title, tagline, description, organizer, contact_email, refund_terms)
     values ($1, $2, 'published', 'Asia/Tokyo', $3, $3, $3, $3, 'support@example.jp', $3)`,
    [event.eventId, event.slug, text],
  );
  await client.query(
    `insert into event_days (id, event_id, position, title, doors_at, starts_at, ends_at, manifest_url, key_systems)
     values ($1, $2, 1, $3, now() + interval '9 days', now() + interval '10 days', now() + interval '11 days',
       'http://127.0.0.1:1/none.mpd', '{clearkey}')`,
    [`day_${name}`, event.eventId, text],
  );
  await client.query(
    `insert into ticket_types (id, event_id, position, name, price_minor, currency, capacity, sale_starts_at, sale_ends_at)
     values ($1, $2, 1, $3, 2500, 'JPY', $4, now() - interval '1 day', now() + interval '1 day')`,
    [event.ticketTypeId, event.eventId, text, capacity],
  );
  await client.query('insert into ticket_type_days (ticket_type_id, event_day_id) values ($1, $2)', [
    event.ticketTypeId,
    `day_${name}`,
  ]);
  return event;
}

/** Viewers `{prefix}_{client}_{1…count}` for each client: every one of them buys once. */
export async function writeBenchViewers(
  client: Client,
  { prefix, clients, count }: { prefix: string; clients: number; count: number },
): Promise<void> {
  await client.query(
    `insert into viewers (id, email)
     select format('%s_%s_%s', $1::text, c, i), format('%s_%s_%s@example.jp', $1::text, c, i)
     from generate_series(0, $2::int - 1) c, generate_series(1, $3::int) i`,
    [prefix, clients, count],
  );
}
