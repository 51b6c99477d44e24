import { eq, sql } from 'drizzle-orm';
import type { Queries, Transaction } from '@/lib/db/client';
import { orders } from '@/lib/db/schema/sales';
import type { ActLine } from '@/lib/domain/act-line';
import type { LocalizedText } from '@/lib/domain/localized-text';
import { Fault } from '@/lib/fault';
import { carryingPayment } from '@/lib/sales/carrying-payment';

/** The order of an act, locked until its transaction ends. Throws Fault `not_found`. */
export async function lockOrder(tx: Transaction, orderId: string): Promise<typeof orders.$inferSelect> {
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for('update');
  if (order === undefined) throw new Fault('not_found', 'no such order');
  return order;
}

/** An order's lines and what became of their tickets, in the order of the event's ticket types. */
export async function listActLines(db: Queries, orderId: string): Promise<readonly ActLine[]> {
  const { rows } = await db.execute<Record<keyof ActLine, never> & { name: LocalizedText }>(sql`
    select order_lines.id, ticket_types.name, price_minor_paid as "paidMinor",
      case when revoked_at is not null then 'taken_back' when rights.given = 0 then 'none'
        when rights.taken = rights.given then 'revoked' else 'open' end as standing
    from (select *, price_minor - discount_minor as price_minor_paid from order_lines
      where order_id = ${orderId}) order_lines
    join ticket_types on ticket_types.id = ticket_type_id
    cross join lateral (
      select count(*) as given, count(*) filter (where state = 'revoked') as taken
      from entitlements where order_line_id = order_lines.id) rights
    order by ticket_types.position, order_lines.id`);
  return rows;
}

/** What is left of the payment that the tickets stand on, after all refunds that have not failed; 0 without one. */
export async function leftOfPayment(db: Queries, orderId: string): Promise<number> {
  const { rows } = await db.execute<{ leftMinor: number }>(sql`
    select (carrier.amount_minor - coalesce((select sum(amount_minor) from refunds
      where payment_id = carrier.id and state <> 'failed'), 0))::int as "leftMinor"
    from (${carryingPayment(orderId)}) carrier`);
  return rows[0]?.leftMinor ?? 0;
}

/** Those of the order's lines that are named; undefined when one of them is not the order's. */
export function namedLines(
  lines: readonly ActLine[],
  lineIds: readonly string[],
): readonly ActLine[] | undefined {
  const named = lines.filter(({ id }) => lineIds.includes(id));
  return named.length === new Set(lineIds).size ? named : undefined;
}
