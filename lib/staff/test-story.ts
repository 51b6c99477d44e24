import { type SQL, sql } from 'drizzle-orm';
import type { Viewer } from '@/lib/auth/viewer';
import type { Database } from '@/lib/db/client';
import { type TestEvent, writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { newId } from '@/lib/ids';

export interface Story {
  readonly viewer: Viewer;
  readonly event: TestEvent;
  readonly orderId: string;
  /** Of the refused license, of the test, and of the picture. */
  readonly codes: { readonly license: string; readonly test: string; readonly mark: string };
}

interface Told extends Story {
  readonly db: Database;
  /** SQL text of the moment so many minutes after the story begins. */
  readonly at: (minute: number) => SQL;
}

/** One order with one entry of every kind, minute by minute from `begins`; the day begins at its 60th minute. */
export async function writeStory(db: Database, begins: Date, codes = newCodes()): Promise<Story> {
  const event = await writeEvent(db, begins, [{ startMinute: 60 }]);
  const viewer = await writeViewer(db);
  const orderId = newId('ord');
  const at = (minute: number) => sql`${new Date(begins.getTime() + minute * 60_000)}::timestamptz`;
  const told: Told = { db, viewer, event, orderId, codes, at };
  await writeOrder(told);
  await writeMoney(told);
  await writePlayback(told);
  await writeTalk(told);
  await writeShow(told);
  return { viewer, event, orderId, codes };
}

let counted = 0;

/** Six letters each, never the same twice. */
export function newCodes(): Story['codes'] {
  counted += 1;
  const tail = String(counted).padStart(4, '0').replaceAll('0', 'Z').replaceAll('1', 'Y');
  return { license: `LC${tail}`, test: `TS${tail}`, mark: `MK${tail}` };
}

async function writeOrder({ db, at, viewer, event, orderId }: Told): Promise<void> {
  const ticketTypeId = await writeTicketType(db, { event, now: new Date() });
  const [lineId, dayId] = [newId('tkt'), event.dayIds[0]];
  await db.execute(sql`
    insert into orders (id, code, viewer_id, event_id, state, total_minor, currency, contact_email, locale,
      client_key, hold_until, created_at, paid_at)
    values (${orderId}, ${orderId.slice(-9)}, ${viewer.id}, ${event.eventId}, 'paid', 2500, 'JPY', 'buyer@example.jp', 'ja',
      ${orderId}, ${at(15)}, ${at(0)}, ${at(3)})`);
  await db.execute(sql`
    insert into order_history (order_id, from_state, to_state, created_at)
    values (${orderId}, null, 'held', ${at(0)}), (${orderId}, 'held', 'paid', ${at(3)})`);
  await db.execute(sql`
    insert into order_lines (id, order_id, ticket_type_id, price_minor)
    values (${lineId}, ${orderId}, ${ticketTypeId}, 2500)`);
  await db.execute(sql`
    insert into entitlements (id, order_line_id, event_day_id, viewer_id, created_at)
    values (${newId('dec')}, ${lineId}, ${dayId}, ${viewer.id}, ${at(3)})`);
}

async function writeMoney({ db, at, orderId }: Told): Promise<void> {
  const [failed, paid] = [newId('pay'), newId('pay')];
  const [lost, kept] = [`pi_${failed}`, `pi_${paid}`];
  await db.execute(sql`
    insert into payments (id, order_id, attempt, payment_intent_id, amount_minor, currency, state, failure_code, method,
      card_brand, card_last4, created_at)
    values (${failed}, ${orderId}, 1, ${lost}, 2500, 'JPY', 'failed', 'card_declined', 'card', null, null, ${at(1)}),
      (${paid}, ${orderId}, 2, ${kept}, 2500, 'JPY', 'succeeded', null, 'card', 'visa', '4242', ${at(2)})`);
  await db.execute(sql`
    insert into stripe_events (id, type, payment_intent_id, received_at, handled_at, attempts)
    values (${`evt_${paid}`}, 'payment_intent.succeeded', ${kept}, ${at(3)}, ${at(3)}, 1)`);
  await db.execute(sql`
    insert into refunds (id, payment_id, purpose, stripe_refund_id, amount_minor, source, reason, state, created_at)
    values (${newId('ref')}, ${paid}, 'test', null, 500, 'staff', 'asked', 'failed', ${at(90)})`);
  await db.execute(sql`
    insert into disputes (id, payment_id, state, reason, amount_minor, opened_at, closed_at)
    values (${`dp_${paid}`}, ${paid}, 'won', 'fraudulent', 2500, ${at(91)}, ${at(92)})`);
}

const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Safari/604.1';

async function writePlayback({ db, at, viewer, event, codes }: Told): Promise<void> {
  const [dayId, sessionId] = [event.dayIds[0], newId('pbs')];
  await db.execute(sql`
    insert into sign_ins (viewer_id, provider, device, signed_in_at) values (${viewer.id}, 'oidc', 'iPhone · Safari', ${at(4)})`);
  await db.execute(sql`
    insert into readiness_passes (id, code, browser, event_id, viewer_id, device, verdict, checks, checked_at)
    values (${newId('rdy')}, ${codes.test}, ${sessionId}, ${event.eventId}, ${viewer.id}, 'iPhone · Safari', 'not_ready',
      '{"secure": "passed", "picture": "failed", "speed": "warned"}', ${at(5)})`);
  await db.execute(sql`
    insert into playback_sessions (id, viewer_id, event_day_id, device, mark, opened_at, last_beat_at, watched_seconds,
      closed_at, close_reason)
    values (${sessionId}, ${viewer.id}, ${dayId}, ${phone}, ${codes.mark}, ${at(61)}, ${at(70)}, 540, ${at(70)}, 'taken_over')`);
  await db.execute(sql`
    insert into license_decisions (id, session_id, viewer_id, event_day_id, key_system, outcome, support_code,
      browser_family, decided_at, last_decided_at, count)
    values (${newId('dec')}, ${sessionId}, ${viewer.id}, ${dayId}, 'fairplay', 'granted', null, 'safari_ios', ${at(62)}, ${at(62)}, 1),
      (${newId('dec')}, ${sessionId}, ${viewer.id}, ${dayId}, 'fairplay', 'region_blocked', ${codes.license}, null, ${at(63)}, ${at(63)}, 4)`);
  await db.execute(sql`
    insert into qoe_minutes (session_id, minute, event_day_id, viewer_id, browser_family, stalls, stalled_ms, problems)
    values (${sessionId}, ${at(64)}, ${dayId}, ${viewer.id}, 'safari_ios', 2, 12000, '{"connection": 1}'),
      (${sessionId}, ${at(65)}, ${dayId}, ${viewer.id}, 'safari_ios', 1, 9999, '{}')`);
  await db.execute(sql`
    insert into screen_links (id, code_hash, browser, device, created_at, expires_at, viewer_id, event_day_id, confirmed_at)
    values (${newId('scr')}, ${newId('scr')}, ${sessionId}, 'TV', ${at(66)}, ${at(76)}, ${viewer.id}, ${dayId}, ${at(67)})`);
}

async function writeTalk({ db, at, viewer, orderId }: Told): Promise<void> {
  await db.execute(sql`
    insert into outbox (dedupe_key, kind, order_id, to_address, locale, created_at, next_try_at, attempts, sent_at,
      given_up_at, last_error)
    values (${`confirmation:${orderId}`}, 'confirmation', ${orderId}, 'buyer@example.jp', 'ja', ${at(3)}, ${at(3)}, 1, ${at(6)}, null, null),
      (${`refund:${orderId}`}, 'refund', ${orderId}, 'byuer@example.jp', 'ja', ${at(90)}, ${at(90)}, 3, null, ${at(93)},
        'RCPT TO: 550 5.1.1 <byuer@example.jp> user unknown')`);
  await db.execute(sql`
    insert into staff_acts (id, key, power, staff_email, roles, reason, order_id, after, acted_at)
    values (${newId('act')}, ${newId('act')}, 'send_reply', 'desk@example.jp', '{support}', 'asked by phone', ${orderId},
      '{"to": "buyer@example.jp", "text": "こんにちは"}', ${at(94)})`);
  await db.execute(sql`
    insert into claim_links (id, kind, token_hash, order_id, to_address, locale, issued_by, reason, created_at, expires_at,
      used_at, used_by)
    values (${newId('clm')}, 'move', ${newId('clm')}, ${orderId}, 'buyer@example.jp', 'ja', 'desk@example.jp', 'asked', ${at(95)},
      ${at(3000)}, ${at(96)}, ${viewer.id})`);
  await db.execute(sql`
    insert into staff_alerts (dedupe_key, kind, order_id, detail, created_at)
    values (${`mail_given_up:${orderId}`}, 'mail_given_up', ${orderId}, 'refund: refused', ${at(97)})`);
}

async function writeShow({ db, at, event }: Told): Promise<void> {
  await db.execute(sql`
    insert into show_switches (event_day_id, position, switched_by, switched_at)
    values (${event.dayIds[0]}, 'paused', 'desk@example.jp', ${at(68)})`);
  await db.execute(sql`
    insert into announcements (id, event_id, severity, audience, text, starts_at, ends_at)
    values (${newId('ann')}, ${event.eventId}, 'warning', 'watching', '{"ja": "休憩中", "en": "Break"}', ${at(69)}, ${at(80)})`);
}
