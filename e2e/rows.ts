import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';

const id = (prefix: string) => `${prefix}_${randomBytes(10).toString('hex')}`;
const text = (words: string) => JSON.stringify({ ja: words, en: words });

/** The seeded festival of the demo (scripts/minato-2026.event.json). */
export const festival = {
  slug: 'minato-2026',
  dayOnAir: 'day_minato_2',
  onAirTicket: 'tkt_minato_2',
} as const;

interface Sold {
  readonly eventId: string;
  readonly ticketTypeId: string;
  readonly dayId: string;
  readonly priceMinor: number;
}

const onAir: Sold = {
  eventId: 'evt_minato',
  ticketTypeId: festival.onAirTicket,
  dayId: festival.dayOnAir,
  priceMinor: 2500,
};

/** A paid order with a ticket, for the day on air unless told otherwise, for someone who has signed in before or will. */
export async function giveTicket(
  pool: Pool,
  address: string,
  { eventId, ticketTypeId, dayId, priceMinor }: Sold = onAir,
): Promise<{ orderId: string; orderCode: string }> {
  const [orderId, lineId] = [id('ord'), id('lin')];
  const orderCode = `${randomCode()}-${randomCode()}`;
  await pool.query(
    `insert into viewers (id, email, name) values ($1, $2, '試験 花子') on conflict (email) do nothing`,
    [id('vwr'), address],
  );
  const viewer = await pool.query<{ id: string }>('select id from viewers where email = $1', [address]);
  const viewerId = viewer.rows[0]?.id;
  await pool.query(
    `insert into orders (id, code, viewer_id, event_id, state, total_minor, currency, contact_email, locale, client_key,
       hold_until, created_at, paid_at)
     values ($1, $2, $3, $5, 'paid', $6, 'JPY', $4, 'ja', $1, now(), now(), now())`,
    [orderId, orderCode, viewerId, address, eventId, priceMinor],
  );
  await pool.query(
    'insert into order_lines (id, order_id, ticket_type_id, price_minor) values ($1, $2, $3, $4)',
    [lineId, orderId, ticketTypeId, priceMinor],
  );
  await pool.query('insert into day_claims (viewer_id, event_day_id, order_id) values ($1, $2, $3)', [
    viewerId,
    dayId,
    orderId,
  ]);
  await pool.query('update ticket_types set sold = sold + 1 where id = $1', [ticketTypeId]);
  await pool.query(
    `insert into entitlements (id, order_line_id, event_day_id, viewer_id, created_at) values ($1, $2, $3, $4, now())`,
    [id('ent'), lineId, dayId, viewerId],
  );
  return { orderId, orderCode };
}

export async function revokeTicket(pool: Pool, orderId: string): Promise<void> {
  await pool.query(
    `update entitlements set state = 'revoked' where order_line_id in (select id from order_lines where order_id = $1)`,
    [orderId],
  );
}

export interface SmallEvent {
  readonly capacity?: number;
  readonly priceMinor?: number;
  readonly startsInMinutes?: number;
}

/** A small event of its own with one ticket type, for tests that change stock, prices or times. */
export async function writeSmallEvent(
  pool: Pool,
  { capacity = 10, priceMinor = 1800, startsInMinutes = 60 * 24 }: SmallEvent = {},
): Promise<{ slug: string; ticketTypeId: string }> {
  const [eventId, dayId, ticketTypeId] = [id('evt'), id('day'), id('tkt')];
  const slug = eventId.replace('_', '-');
  await pool.query(
    `insert into events (id, slug, state, time_zone, title, tagline, description, organizer, contact_email, refund_terms)
     values ($1, $2, 'published', 'Asia/Tokyo', $3, $3, $3, $3, 'support@example.jp', $3)`,
    [eventId, slug, text('小さな公演')],
  );
  await pool.query(
    `insert into event_days (id, event_id, position, title, doors_at, starts_at, ends_at, manifest_url, key_systems)
     values ($1, $2, 1, $3, now() + ($4 - 30) * interval '1 minute', now() + $4 * interval '1 minute',
       now() + ($4 + 120) * interval '1 minute', 'http://127.0.0.1:1/none.mpd', '{clearkey}')`,
    [dayId, eventId, text('一日目'), startsInMinutes],
  );
  await pool.query(
    `insert into ticket_types (id, event_id, position, name, price_minor, currency, capacity, sale_starts_at, sale_ends_at)
     values ($1, $2, 1, $3, $4, 'JPY', $5, now() - interval '1 day', now() + interval '1 day')`,
    [ticketTypeId, eventId, text('一般'), priceMinor, capacity],
  );
  await pool.query('insert into ticket_type_days (ticket_type_id, event_day_id) values ($1, $2)', [
    ticketTypeId,
    dayId,
  ]);
  return { slug, ticketTypeId };
}

function randomCode(): string {
  const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  return Array.from(randomBytes(4), (byte) => letters.charAt(byte % letters.length)).join('');
}
