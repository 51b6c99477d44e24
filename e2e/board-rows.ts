import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { giveTicket, writeSmallEvent } from './rows';

const id = (prefix: string) => `${prefix}_${randomBytes(10).toString('hex')}`;
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1';

export interface BoardEvent {
  readonly eventId: string;
  readonly dayId: string;
  readonly ticketTypeId: string;
}

/** A small event on air. */
export async function writeEventOnAir(pool: Pool): Promise<BoardEvent> {
  const { ticketTypeId } = await writeSmallEvent(pool, { startsInMinutes: -10 });
  const { rows } = await pool.query<{ event_id: string; day_id: string }>(
    `select event_id, event_day_id as day_id from ticket_types
     join ticket_type_days on ticket_type_id = id where id = $1`,
    [ticketTypeId],
  );
  return { eventId: rows[0]?.event_id ?? '', dayId: rows[0]?.day_id ?? '', ticketTypeId };
}

/** Somebody with a ticket who watches: a session and the measured start of it. */
export async function writeWatcher(
  pool: Pool,
  event: BoardEvent,
  { address, firstFrame = 1200, stalledMs = 0 }: { address: string; firstFrame?: number; stalledMs?: number },
): Promise<{ orderCode: string; orderId: string; viewerId: string }> {
  const sold = { ...event, priceMinor: 1800 };
  const { orderId, orderCode } = await giveTicket(pool, address, sold);
  const { rows } = await pool.query<{ id: string }>('select id from viewers where email = $1', [address]);
  const viewerId = rows[0]?.id ?? '';
  const sessionId = id('pbs');
  await pool.query(
    `insert into playback_sessions (id, viewer_id, event_day_id, device, opened_at, last_beat_at)
     values ($1, $2, $3, $4, now() - interval '3 minutes', now() - interval '1 minute')`,
    [sessionId, viewerId, event.dayId, safari],
  );
  await pool.query(
    `insert into qoe_minutes (session_id, minute, event_day_id, viewer_id, browser_family, played_ms, stalls, stalled_ms, startup)
     values ($1, date_trunc('minute', now()) - interval '2 minutes', $2, $3, 'safari_ios', 40000, $4, $5, $6)`,
    [sessionId, event.dayId, viewerId, stalledMs > 0 ? 1 : 0, stalledMs, JSON.stringify({ firstFrame })],
  );
  return { orderCode, orderId, viewerId };
}

export async function writeRefusal(
  pool: Pool,
  event: BoardEvent,
  { viewerId, supportCode }: { viewerId: string; supportCode: string },
): Promise<void> {
  await pool.query(
    `insert into license_decisions (id, session_id, viewer_id, event_day_id, key_system, outcome, support_code, browser_family, decided_at,
       last_decided_at)
     values ($1, $2, $3, $4, 'widevine', 'region_blocked', $5, 'firefox', now() - interval '1 minute', now() - interval '1 minute')`,
    [id('dec'), id('pbs'), viewerId, event.dayId, supportCode],
  );
}

export async function writeAlert(pool: Pool, orderId: string): Promise<string> {
  const detail = `came back ${orderId}`;
  await pool.query(
    `insert into staff_alerts (dedupe_key, kind, order_id, detail, created_at) values ($1, 'refund_failed', $2, $3, now())`,
    [`refund_failed:${orderId}`, orderId, detail],
  );
  return detail;
}
