import type { PoolClient } from 'pg';
import type { Ledger } from './ledger';
import type { TakenMail } from './mailbox';

/**
 * The twins' truth as tables of one database session, so that properties are plain joins. `money` has each
 * PaymentIntent that took money: a stray could not be used for its order, a carrier stands behind the tickets.
 */
const tables = `
  create temp table if not exists ledger_intents (id text primary key, order_id text, status text, amount int,
    received int, currency text, charge_id text);
  create temp table if not exists ledger_charges (id text primary key, intent_id text, status text, amount int,
    refunded int);
  create temp table if not exists ledger_refunds (id text primary key, intent_id text, status text, amount int,
    refund_id text);
  create temp table if not exists ledger_disputes (id text primary key, intent_id text, status text);
  create temp table if not exists ledger_events (id text primary key, type text);
  create temp table if not exists taken_mails (message_id text, receiver text);
  truncate ledger_intents, ledger_charges, ledger_refunds, ledger_disputes, ledger_events, taken_mails;
  create or replace temp view money as
    select ledger_intents.id, ledger_intents.order_id, received, ledger_intents.currency,
           coalesce(ledger_charges.refunded, 0) as refunded,
           case when ledger_disputes.status in ('won', 'lost') then ledger_disputes.status
                when ledger_disputes.id is not null then 'open' end as dispute,
           payments.id as payment_id, payments.amount_minor,
           exists (select from refunds where payment_id = payments.id and purpose = 'not_fulfilled') as is_stray,
           exists (select from staff_alerts where kind = 'refund_failed'
             and payment_intent_id = ledger_intents.id) as is_before_staff
    from ledger_intents left join ledger_charges on ledger_charges.id = charge_id
      left join ledger_disputes on ledger_disputes.intent_id = ledger_intents.id
      left join payments on payments.payment_intent_id = ledger_intents.id
    where ledger_intents.status = 'succeeded';
  create or replace temp view rights as
    select orders.id as order_id, orders.code, orders.state, orders.viewer_id, orders.total_minor, orders.currency,
           count(*) filter (where order_lines.revoked_at is null) as expected,
           count(*) filter (where order_lines.revoked_at is not null) as taken_back,
           count(*) filter (where entitlements.state = 'active') as active,
           count(*) filter (where entitlements.state = 'suspended') as suspended
    from orders join order_lines on order_lines.order_id = orders.id
      join ticket_type_days using (ticket_type_id)
      left join entitlements on entitlements.order_line_id = order_lines.id
        and entitlements.event_day_id = ticket_type_days.event_day_id
    group by orders.id;
`;

export interface Outside {
  readonly ledger: Ledger;
  readonly mails: readonly TakenMail[];
}

const loads: readonly (readonly [string, (outside: Outside) => readonly object[]])[] = [
  [
    'ledger_intents',
    ({ ledger }) =>
      ledger.payment_intents.map((intent) => ({
        ...intent,
        order_id: intent.metadata?.order_id ?? null,
        received: intent.amount_received,
        charge_id: intent.latest_charge ?? null,
      })),
  ],
  [
    'ledger_charges',
    ({ ledger }) =>
      ledger.charges.map((charge) => ({
        ...charge,
        intent_id: charge.payment_intent ?? null,
        refunded: charge.amount_refunded,
      })),
  ],
  [
    'ledger_refunds',
    ({ ledger }) =>
      ledger.refunds.map((refund) => ({
        ...refund,
        intent_id: refund.payment_intent ?? null,
        refund_id: refund.metadata?.refund_id ?? null,
      })),
  ],
  [
    'ledger_disputes',
    ({ ledger }) =>
      ledger.disputes.map((dispute) => ({ ...dispute, intent_id: dispute.payment_intent ?? null })),
  ],
  ['ledger_events', ({ ledger }) => ledger.events],
  [
    'taken_mails',
    ({ mails }) =>
      mails.map(({ messageId, envelope }) => ({ message_id: messageId, receiver: envelope.to[0] })),
  ],
];

/** Replaces this session's copy of what the twins know. */
export async function loadOutside(client: PoolClient, outside: Outside): Promise<void> {
  await client.query(tables);
  for (const [table, rowsOf] of loads) {
    const rows = JSON.stringify(rowsOf(outside));
    await client.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [
      rows,
    ]);
  }
}
