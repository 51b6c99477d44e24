import { sql } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';

/**
 * Ends the players of an order's days at their next beat. Viewers whose other ticket still opens the day keep theirs:
 * call it after the rights were taken.
 */
export async function closeSessions(
  tx: Transaction,
  { orderId, now }: { orderId: string; now: Date },
): Promise<void> {
  await tx.execute(sql`
    update playback_sessions set closed_at = ${now}, close_reason = 'revoked'
    from entitlements join order_lines on order_lines.id = entitlements.order_line_id
    where order_lines.order_id = ${orderId} and playback_sessions.closed_at is null
      and playback_sessions.viewer_id = entitlements.viewer_id
      and playback_sessions.event_day_id = entitlements.event_day_id
      and not exists (select from entitlements other where other.viewer_id = entitlements.viewer_id
        and other.event_day_id = entitlements.event_day_id and other.state = 'active')`);
}
