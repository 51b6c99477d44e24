import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { makeSupportCode } from '../lib/domain/support-code';
import { festival, giveTicket } from './rows';

export interface CaseStory {
  readonly orderId: string;
  readonly orderCode: string;
  readonly viewerId: string;
  readonly supportCode: string;
}

/** A paid order, a test that failed, a show that was refused and stalled, a mail that went out, money back: a minute each, an hour ago. */
export async function writeCaseStory(pool: Pool, address: string): Promise<CaseStory> {
  const { orderId, orderCode } = await giveTicket(pool, address);
  const viewer = await pool.query<{ id: string }>('select id from viewers where email = $1', [address]);
  const viewerId = viewer.rows[0]?.id ?? '';
  const supportCode = makeSupportCode(randomBytes(5));
  const testCode = makeSupportCode(randomBytes(5));
  const { dayOnAir } = festival;
  const at = (minute: number) => `now() - interval '${60 - minute} minutes'`;
  for (const statement of [
    `insert into payments (id, order_id, attempt, payment_intent_id, amount_minor, currency, state, method, card_brand,
       card_last4, created_at)
     select 'pay_${orderId}', '${orderId}', 1, 'pi_${orderId}', 2500, 'JPY', 'succeeded', 'card', 'visa', '4242', ${at(1)}`,
    `insert into outbox (dedupe_key, kind, order_id, to_address, locale, created_at, next_try_at, attempts, sent_at)
     select 'confirmation:${orderId}', 'confirmation', '${orderId}', contact_email, 'ja', ${at(2)}, ${at(2)}, 1, ${at(2)}
     from orders where id = '${orderId}'`,
    `insert into readiness_passes (id, code, browser, event_id, viewer_id, device, verdict, checks, checked_at)
     select 'rdy_${orderId}', '${testCode}', '${orderId}', 'evt_minato', '${viewerId}', 'iPhone · Safari', 'not_ready', '{"picture": "failed"}', ${at(3)}`,
    `insert into playback_sessions (id, viewer_id, event_day_id, device, opened_at, last_beat_at, watched_seconds, closed_at,
       close_reason)
     select 'pbs_${orderId}', '${viewerId}', '${dayOnAir}', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36', ${at(4)}, ${at(7)},
       120, ${at(7)}, 'taken_over'`,
    `insert into license_decisions (id, session_id, viewer_id, event_day_id, key_system, outcome, support_code, decided_at,
       last_decided_at, count)
     select 'dec_${orderId}', 'pbs_${orderId}', '${viewerId}', '${dayOnAir}', 'widevine', 'region_blocked', '${supportCode}', ${at(5)}, ${at(5)}, 3`,
    `insert into qoe_minutes (session_id, minute, event_day_id, viewer_id, browser_family, stalls, stalled_ms)
     select 'pbs_${orderId}', ${at(6)}, '${dayOnAir}', '${viewerId}', 'chrome', 1, 15000`,
    `insert into refunds (id, payment_id, purpose, amount_minor, source, state, created_at)
     select 'ref_${orderId}', 'pay_${orderId}', 'test', 500, 'staff', 'succeeded', ${at(8)}`,
  ]) {
    await pool.query(statement);
  }
  return { orderId, orderCode, viewerId, supportCode };
}
