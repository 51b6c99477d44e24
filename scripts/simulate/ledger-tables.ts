import type { PoolClient } from 'pg';
import type { Ledger } from './ledger';

/** The twin's truth as tables of one database session, so that properties are plain joins. */
const tables = `
  create temp table if not exists ledger_intents (id text primary key, order_id text, status text, amount int,
    received int, currency text, charge_id text);
  create temp table if not exists ledger_charges (id text primary key, intent_id text, status text, amount int,
    refunded int, disputed boolean);
  create temp table if not exists ledger_refunds (id text primary key, intent_id text, status text, amount int,
    refund_id text);
  create temp table if not exists ledger_events (id text primary key, type text);
  truncate ledger_intents, ledger_charges, ledger_refunds, ledger_events;
  create or replace temp view money as
    select ledger_intents.id, ledger_intents.order_id, ledger_intents.received, ledger_intents.currency,
           coalesce(ledger_charges.refunded, 0) as refunded, coalesce(ledger_charges.disputed, false) as disputed,
           coalesce(ledger_charges.refunded, 0) < received and not coalesce(ledger_charges.disputed, false) as kept
    from ledger_intents left join ledger_charges on ledger_charges.id = ledger_intents.charge_id
    where ledger_intents.status = 'succeeded';
  create or replace temp view rights as
    select orders.id as order_id, orders.code, orders.state, orders.viewer_id, orders.total_minor, orders.currency,
           count(*) filter (where order_lines.revoked_at is null) as expected,
           count(*) filter (where entitlements.state = 'active') as active,
           count(*) filter (where entitlements.state = 'suspended') as suspended
    from orders join order_lines on order_lines.order_id = orders.id
      join ticket_type_days using (ticket_type_id)
      left join entitlements on entitlements.order_line_id = order_lines.id
        and entitlements.event_day_id = ticket_type_days.event_day_id
    group by orders.id;
`;

const loads: readonly (readonly [string, (ledger: Ledger) => readonly object[]])[] = [
  [
    'ledger_intents',
    (ledger) =>
      ledger.payment_intents.map((intent) => ({
        ...intent,
        order_id: intent.metadata?.order_id ?? null,
        received: intent.amount_received,
        charge_id: intent.latest_charge ?? null,
      })),
  ],
  [
    'ledger_charges',
    (ledger) =>
      ledger.charges.map((charge) => ({
        ...charge,
        intent_id: charge.payment_intent ?? null,
        refunded: charge.amount_refunded,
      })),
  ],
  [
    'ledger_refunds',
    (ledger) =>
      ledger.refunds.map((refund) => ({
        ...refund,
        intent_id: refund.payment_intent ?? null,
        refund_id: refund.metadata?.refund_id ?? null,
      })),
  ],
  ['ledger_events', (ledger) => ledger.events],
];

/** Replaces this session's copy of the ledger. */
export async function loadLedger(client: PoolClient, ledger: Ledger): Promise<void> {
  await client.query(tables);
  for (const [table, rowsOf] of loads) {
    const rows = JSON.stringify(rowsOf(ledger));
    await client.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [
      rows,
    ]);
  }
}
