import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { placeOf } from './fixtures';
import { giveTicket } from './rows';

export interface ProtectedDay {
  readonly slug: string;
  readonly eventDayId: string;
}

interface DayWish {
  /** Short names: `widevine`, `playready`, `fairplay`. */
  readonly keySystems: readonly string[];
  /** Behind the start in the origin's path: variant and manifest (sandbox/origin/README.md). */
  readonly stream: string;
  /** The same as HLS, where the day has it. */
  readonly hlsStream?: string;
  /** The day has a second origin. */
  readonly hasBackup?: boolean;
  /** Who gets a paid ticket. */
  readonly address: string;
}

const id = (prefix: string) => `${prefix}_${randomBytes(10).toString('hex')}`;
const text = (words: string) => JSON.stringify({ ja: words, en: words });

/** An event of its own with one day on air for an hour, whose stream has the channel's own keys, and a ticket for it. */
export async function writeProtectedDay(pool: Pool, wish: DayWish): Promise<ProtectedDay> {
  const [eventId, dayId] = [id('evt'), id('day')];
  const slug = eventId.replace('_', '-');
  const start = Math.floor(Date.now() / 1000) - 600;
  const base = `${placeOf('E2E_ORIGIN_URL')}/live/${slug}`;
  await pool.query(
    `insert into events (id, slug, state, time_zone, title, tagline, description, organizer, contact_email, refund_terms)
     values ($1, $2, 'published', 'Asia/Tokyo', $3, $3, $3, $3, 'support@example.jp', $3)`,
    [eventId, slug, text('暗号化の公演')],
  );
  await pool.query(
    `insert into event_days
       (id, event_id, position, title, doors_at, starts_at, ends_at, manifest_url, key_systems, content_ids,
         hls_manifest_url, backup_origin)
     values ($1, $2, 1, $3, to_timestamp($4), to_timestamp($4), now() + interval '1 hour', $5, $6, $7, $8, $9)`,
    [
      dayId,
      eventId,
      text('一日目'),
      start,
      `${base}/${start}/${wish.stream}`,
      wish.keySystems,
      [slug],
      wish.hlsStream === undefined ? null : `${base}/${start}/${wish.hlsStream}`,
      wish.hasBackup === true ? placeOf('E2E_BACKUP_ORIGIN_URL') : null,
    ],
  );
  for (const kid of await kidsOf(`${base}/0/manifest.mpd`)) {
    await pool.query('insert into event_day_keys (kid, event_day_id) values ($1, $2)', [kid, dayId]);
  }
  await writeTicket(pool, { eventId, dayId, address: wish.address });
  return { slug, eventDayId: dayId };
}

/** Tests move rows and not clocks: doors, start a minute later, and end, in minutes from now. */
export async function moveDay(
  pool: Pool,
  eventDayId: string,
  { doors, ends }: { readonly doors: number; readonly ends: number },
): Promise<void> {
  await pool.query(
    `update event_days set doors_at = now() + $2 * interval '1 minute',
       starts_at = now() + ($2 + 1) * interval '1 minute', ends_at = now() + $3 * interval '1 minute'
     where id = $1`,
    [eventDayId, doors, ends],
  );
}

/** Takes all rights to the day away, as a refund does. */
export async function revokeDay(pool: Pool, eventDayId: string): Promise<void> {
  await pool.query("update entitlements set state = 'revoked' where event_day_id = $1", [eventDayId]);
}

async function kidsOf(manifestUrl: string): Promise<string[]> {
  const manifest = await (await fetch(manifestUrl)).text();
  return [...manifest.matchAll(/cenc:default_KID="([^"]+)"/g)].map(([, kid = '']) => kid);
}

interface Ticket {
  readonly eventId: string;
  readonly dayId: string;
  readonly address: string;
}

async function writeTicket(pool: Pool, { eventId, dayId, address }: Ticket): Promise<void> {
  const ticketTypeId = id('tkt');
  await pool.query(
    `insert into ticket_types
       (id, event_id, position, name, price_minor, currency, capacity, sale_starts_at, sale_ends_at)
     values ($1, $2, 1, $3, 1800, 'JPY', 10, now() - interval '1 day', now() + interval '1 day')`,
    [ticketTypeId, eventId, text('一般')],
  );
  await pool.query('insert into ticket_type_days (ticket_type_id, event_day_id) values ($1, $2)', [
    ticketTypeId,
    dayId,
  ]);
  await giveTicket(pool, address, { eventId, ticketTypeId, dayId, priceMinor: 1800 });
}
