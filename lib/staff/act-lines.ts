import { eq, type SQL, sql } from 'drizzle-orm';
import type { Queries, Transaction } from '@/lib/db/client';
import { orders } from '@/lib/db/schema/sales';
import type { ActLine } from '@/lib/domain/act-line';
import type { EntitlementState } from '@/lib/domain/license-decision';
import type { LocalizedText } from '@/lib/domain/localized-text';
import { Fault } from '@/lib/fault';
import { carryingPayment } from '@/lib/sales/carrying-payment';

/** The order of an act, locked until its transaction ends. Throws Fault `not_found`. */
export async function lockOrder(tx: Transaction, orderId: string): Promise<typeof orders.$inferSelect> {
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for('update');
  if (order === undefined) throw new Fault('not_found', 'no such order');
  return order;
}

export interface CaseLine extends ActLine {
  /** Before discounts. */
  readonly priceMinor: number;
  /** Of its days, by their start. */
  readonly rights: readonly CaseRight[];
}

export interface CaseRight {
  readonly id: string;
  readonly state: EntitlementState;
  readonly dayTitle: LocalizedText;
  readonly startsAt: Date;
}

type StoredLine = Omit<CaseLine, 'rights'> & {
  rights: readonly (Omit<CaseRight, 'startsAt'> & { startsAt: string })[];
};

/** An order's lines and what became of their tickets, in the order of the event's ticket types. */
export async function listActLines(db: Queries, orderId: string): Promise<readonly CaseLine[]> {
  const { rows } = await db.execute<StoredLine>(sql`
    select order_lines.id, ticket_types.name, price_minor_full as "priceMinor", price_minor_paid as "paidMinor", rights.rights,
      case when revoked_at is not null then 'taken_back' when given = 0 then 'none'
        when taken = given then 'revoked' else 'open' end as standing
    from (select *, price_minor as price_minor_full, price_minor - discount_minor as price_minor_paid
      from order_lines where order_id = ${orderId}) order_lines
    join ticket_types on ticket_types.id = ticket_type_id
    cross join lateral (
      select count(*) as given, count(*) filter (where state = 'revoked') as taken,
        coalesce(jsonb_agg(jsonb_build_object('id', entitlements.id, 'state', state, 'dayTitle', title,
          'startsAt', starts_at) order by starts_at, entitlements.id), '[]') as rights
      from entitlements join event_days on event_days.id = event_day_id
      where order_line_id = order_lines.id) rights
    order by ticket_types.position, order_lines.id`);
  return rows.map((line) => ({
    ...line,
    rights: line.rights.map((right) => ({ ...right, startsAt: new Date(right.startsAt) })),
  }));
}

/** What is left of the payment that the tickets stand on, after all refunds that have not failed; 0 without one. */
export async function leftOfPayment(db: Queries, orderId: string): Promise<number> {
  const { rows } = await db.execute<{ leftMinor: number | null }>(
    sql`select ${leftOf(orderId)} as "leftMinor"`,
  );
  return rows[0]?.leftMinor ?? 0;
}

/** The same as an expression; null without a payment. */
export function leftOf(orderId: string): SQL {
  return sql`(select (carrier.amount_minor - coalesce((select sum(amount_minor) from refunds
    where payment_id = carrier.id and state <> 'failed'), 0))::int from (${carryingPayment(orderId)}) carrier limit 1)`;
}

/** Those of the order's lines that are named; undefined when one of them is not the order's. */
export function namedLines(
  lines: readonly ActLine[],
  lineIds: readonly string[],
): readonly ActLine[] | undefined {
  const named = lines.filter(({ id }) => lineIds.includes(id));
  return named.length === new Set(lineIds).size ? named : undefined;
}
