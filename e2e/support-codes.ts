import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { makeSupportCode } from '../lib/domain/support-code';
import { festival } from './rows';

export function randomSupportCode(): string {
  return makeSupportCode(randomBytes(5));
}

interface Codes {
  readonly decision?: string;
  readonly mark?: string;
  readonly test?: string;
}

/** Writes what shows these codes, for the viewer of that address or for nobody. */
export async function giveCode(pool: Pool, address: string | undefined, codes: Codes): Promise<void> {
  const viewer = await pool.query<{ id: string }>('select id from viewers where email = $1', [address]);
  const viewerId = viewer.rows[0]?.id;
  if (codes.decision !== undefined) {
    await pool.query(
      `insert into license_decisions (id, session_id, viewer_id, event_day_id, key_system, outcome, support_code, decided_at)
       values ('dec_' || $1, 'open:' || $1, $2, $3, 'widevine', 'too_early', $1, now())`,
      [codes.decision, viewerId, festival.dayOnAir],
    );
  }
  if (codes.mark !== undefined) {
    await pool.query(
      `insert into playback_sessions (id, viewer_id, event_day_id, device, mark, opened_at, last_beat_at, closed_at, close_reason)
       values ('pbs_' || $1, $2, $3, 'iPhone', $1, now(), now(), now(), 'ended')`,
      [codes.mark, viewerId, festival.dayOnAir],
    );
  }
  if (codes.test !== undefined) {
    await pool.query(
      `insert into readiness_passes (id, code, browser, event_id, viewer_id, device, verdict, checks, checked_at)
       values ('rdy_' || $1, $1, $1, 'evt_minato', $2, 'iPhone · Safari', 'not_ready', '{"speed":"failed","clock":"warned"}', now())`,
      [codes.test, viewerId ?? null],
    );
  }
}
