import { sql } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import { closeSessions } from '@/lib/sales/close-sessions';

interface Revocation {
  readonly orderId: string;
  readonly lineIds: readonly string[] | 'all';
  readonly now: Date;
}

/**
 * Takes the rights of order lines away for good and gives their seats back. Runs under the order's lock. Lines that
 * were revoked before stay as they are; returns the others with what was paid for them, in minor units.
 */
export async function revokeLines(
  tx: Transaction,
  { orderId, lineIds, now }: Revocation,
): Promise<readonly { readonly id: string; readonly paidMinor: number }[]> {
  const isNamed = lineIds === 'all' ? sql`true` : sql`order_lines.id = any(${sql.param([...lineIds])})`;
  const revoked = await tx.execute<{ id: string; paid: number }>(sql`
    with types as (
      select id from ticket_types where id in (
        select ticket_type_id from order_lines where order_id = ${orderId} and revoked_at is null and ${isNamed})
      order by id for update
    ), lines as (
      update order_lines set revoked_at = ${now} from types
      where order_id = ${orderId} and revoked_at is null and ticket_type_id = types.id and ${isNamed}
      returning order_lines.id, ticket_type_id, price_minor - discount_minor as paid
    ), seats as (
      update ticket_types set sold = sold - 1 from lines where ticket_types.id = lines.ticket_type_id
    ), rights as (
      update entitlements set state = 'revoked' from lines where order_line_id = lines.id
      returning viewer_id, event_day_id
    ), claims as (
      delete from day_claims using rights
      where order_id = ${orderId} and day_claims.viewer_id = rights.viewer_id
        and day_claims.event_day_id = rights.event_day_id
    )
    select id, paid from lines order by id`);
  if (revoked.rows.length > 0) await closeSessions(tx, { orderId, now });
  return revoked.rows.map((line) => ({ id: line.id, paidMinor: line.paid }));
}
