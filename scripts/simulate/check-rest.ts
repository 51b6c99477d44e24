import type { Property } from './property';

export const restProperties: readonly Property[] = [
  {
    id: 'P5',
    says: 'every order comes to an end',
    sql: `select format('order %s is still %s', code, state) as breach
      from orders where state = 'held' or state = 'refunding' and not exists (select from staff_alerts
        where kind = 'refund_failed' and staff_alerts.order_id = orders.id)`,
  },
  {
    id: 'P5',
    says: 'every refund comes to an end',
    sql: `select format('refund %s is still %s', id, state) as breach
      from refunds where state in ('due', 'pending', 'requires_action')
      union all
      select format('mass refund %s is not prepared', id) from mass_refunds where prepared_at is null`,
  },
  {
    id: 'P5',
    says: 'every event that arrived is worked on',
    sql: `select format('%s %s is not handled: %s', type, id, last_error) as breach
      from stripe_events where handled_at is null`,
  },
  {
    id: 'P5',
    says: 'what our payments say is what Stripe says: nobody can pay for an order that is over',
    sql: `
      select format('payment %s of order %s (%s) is %s here, %s at Stripe', payments.id, orders.code, orders.state,
                    payments.state, ledger_intents.status) as breach
      from payments join orders on orders.id = payments.order_id
        left join ledger_intents on ledger_intents.id = payments.payment_intent_id
      where payments.payment_intent_id is not null
        and (ledger_intents.status in ('succeeded', 'canceled')) is not true
         or (ledger_intents.status = 'succeeded') <> (payments.state = 'succeeded')
         or (orders.state <> 'held' and payments.state = 'pending')`,
  },
];
