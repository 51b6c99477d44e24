import { createHmac } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type { Pool } from 'pg';
import { expect, inject } from 'vitest';
import { z } from 'zod';
import type { Viewer } from '@/lib/auth/viewer';
import type { Database } from '@/lib/db/client';
import { outbox, staffAlerts } from '@/lib/db/schema/operations';
import { orders } from '@/lib/db/schema/sales';
import { type TestEvent, writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import { syncPayment } from '@/lib/sales/sync-payment';
import { beginPayment, confirmWith, mustHold, stripeAtTwin } from '@/lib/sales/test-buyer';

export interface TestSale {
  readonly event: TestEvent;
  readonly ticketTypeIds: readonly string[];
  readonly viewer: Viewer;
  readonly orderId: string;
}

export interface PaidSale extends TestSale {
  readonly intent: string;
}

interface SaleOptions {
  readonly now: Date;
  /** One price per ticket type; each type opens a day of its own. */
  readonly prices?: readonly number[];
  readonly capacity?: number;
}

const DAY_MINUTES = 24 * 60;

/** A held order over ticket types of these prices, five days before the first doors, on sale for four. */
export async function startSale(db: Database, options: SaleOptions): Promise<TestSale> {
  const { now, prices = [2500], capacity = 10 } = options;
  const days = prices.map((_, index) => ({ startMinute: (5 + index) * DAY_MINUTES }));
  const event = await writeEvent(db, now, days);
  const ticketTypeIds: string[] = [];
  for (const [index, priceMinor] of prices.entries()) {
    const type = { event, now, capacity, priceMinor, days: [index], saleEndMinute: 4 * DAY_MINUTES };
    ticketTypeIds.push(await writeTicketType(db, type));
  }
  const viewer = await writeViewer(db);
  return {
    event,
    ticketTypeIds,
    viewer,
    orderId: await mustHold(db, viewer, { event, ticketTypeIds, now }),
  };
}

/** The same, paid with that card and seen by the one door. */
export async function paidSale(
  db: Database,
  { card, ...options }: SaleOptions & { readonly card?: string },
): Promise<PaidSale> {
  const sale = await startSale(db, options);
  const intent = await beginPayment(db, sale.viewer, { orderId: sale.orderId, now: options.now });
  await confirmWith(intent, card);
  await syncPayment(db, intent, { now: options.now });
  return { ...sale, intent };
}

/** The order lines in the order of the sale's ticket types. */
export async function linesOf(db: Database, sale: TestSale): Promise<readonly string[]> {
  const { rows } = await db.execute<{ id: string; type: string }>(sql`
    select id, ticket_type_id as type from order_lines where order_id = ${sale.orderId}`);
  return sale.ticketTypeIds.flatMap((type) => rows.find((row) => row.type === type)?.id ?? []);
}

/** What an order has come to: its state, the rights and the counters of each ticket type, and its claims to days. */
export async function outcomeOf(db: Database, sale: TestSale) {
  const [order] = await db.select({ state: orders.state }).from(orders).where(eq(orders.id, sale.orderId));
  const { rows: rights } = await db.execute<{ state: string; type: string }>(sql`
    select entitlements.state, ticket_type_id as type from entitlements
    join order_lines on order_lines.id = order_line_id where order_id = ${sale.orderId}`);
  const { rows: types } = await db.execute<{ id: string; held: number; sold: number }>(sql`
    select id, held, sold from ticket_types where id = any(${sql.param([...sale.ticketTypeIds])})`);
  const { rows: claims } = await db.execute(sql`select from day_claims where order_id = ${sale.orderId}`);
  return {
    order: order?.state,
    rights: sale.ticketTypeIds.flatMap((id) => rights.find((right) => right.type === id)?.state ?? []),
    seats: sale.ticketTypeIds.map((id) => {
      const type = types.find((row) => row.id === id);
      return { held: type?.held, sold: type?.sold };
    }),
    claims: claims.length,
  };
}

export async function alertsOf(db: Database, orderId: string): Promise<readonly string[]> {
  const rows = await db.select().from(staffAlerts).where(eq(staffAlerts.orderId, orderId));
  return rows.map((row) => row.kind).sort();
}

export async function mailsOf(db: Database, orderId: string): Promise<readonly string[]> {
  const rows = await db.select().from(outbox).where(eq(outbox.orderId, orderId));
  return rows.map((row) => row.kind).sort();
}

/** P9: what our rows say has gone back is what Stripe says. */
export async function expectRefundsAsAtStripe(db: Database, intent: string): Promise<void> {
  const { latest_charge: charge } = await stripeAtTwin().paymentIntents.retrieve(intent, {
    expand: ['latest_charge'],
  });
  const { rows } = await db.execute<{ sum: number }>(sql`
    select coalesce(sum(refunds.amount_minor), 0)::int as sum from refunds
    join payments on payments.id = payment_id
    where payment_intent_id = ${intent} and refunds.state <> 'failed'`);
  expect(rows[0]?.sum).toBe(typeof charge === 'object' ? charge?.amount_refunded : undefined);
}

/** Does at the twin what buyers and banks do. */
export async function controlTwin(route: string, body: object): Promise<void> {
  const response = await fetch(`${inject('stripeUrl')}/_sandbox/${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(await response.text().then((text) => `${response.status} ${text}`)).toMatch(/^200 /);
}

/** The buyer chooses konbini and gets a voucher. */
export async function openVoucher(intent: string): Promise<void> {
  await stripeAtTwin().paymentIntents.confirm(intent, {
    payment_method_data: {
      type: 'konbini',
      billing_details: { name: '山田 花子', email: 'hanako@example.jp' },
    },
    return_url: 'http://localhost:3000/orders',
  });
}

const ledgerEvents = z.object({
  events: z.array(
    z.looseObject({ id: z.string(), type: z.string(), created: z.number(), deliveries: z.unknown() }),
  ),
});

export interface TwinEvent {
  readonly id: string;
  readonly type: string;
  /** Unix seconds. */
  readonly created: number;
}

/** What Stripe has to tell about a payment, oldest first, exactly as it tells it. */
export async function eventsOf(intent: string): Promise<readonly TwinEvent[]> {
  const response = await fetch(`${inject('stripeUrl')}/_sandbox/ledger?payment_intent=${intent}`);
  const { events } = ledgerEvents.parse(await response.json());
  return events.map(({ deliveries: _, ...event }) => event);
}

/** How many POSTs with the secret key took effect at Stripe for an order. */
export async function writesFor(orderId: string): Promise<number> {
  const response = await fetch(`${inject('stripeUrl')}/_sandbox/calls?metadata_order=${orderId}`);
  const book = z.object({ counts: z.object({ executed_secret_writes: z.number() }) });
  return book.parse(await response.json()).counts.executed_secret_writes;
}

/** docs.stripe.com/webhooks/signature, by hand: the SDK that verifies must not be the one that signs. */
export function signDelivery(
  body: string,
  {
    at,
    secret = inject('sandboxKeys').STRIPE_WEBHOOK_SECRET,
  }: { readonly at: Date; readonly secret?: string },
): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

/** The database, with something happening just before each statement of that kind, in transactions too. */
export function beforeQuery(pool: Pool, statement: RegExp, happen: () => Promise<unknown>): Database {
  const watch = <Client extends object>(client: Client): Client =>
    new Proxy(client, {
      get(target, key) {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== 'function') return member;
        if (key === 'connect') return async () => watch(await Reflect.apply(member, target, []));
        if (key !== 'query') return member.bind(target);
        return async (query: { text: string } | string, ...rest: unknown[]) => {
          if (statement.test(typeof query === 'string' ? query : query.text)) await happen();
          return Reflect.apply(member, target, [query, ...rest]);
        };
      },
    });
  return drizzle(watch(pool));
}
