import type { Property } from './property';

export const moneyProperties: readonly Property[] = [
  {
    id: 'P1',
    says: 'money that stays with us has all its tickets; money given back or disputed has none',
    sql: `
      select format('order %s (%s): %s kept, %s disputed of %s payments, %s of %s tickets active, %s suspended',
                    code, state, kept, disputed, paid, active, expected, suspended) as breach
      from rights join (
        select order_id, count(*) as paid, count(*) filter (where kept) as kept,
               count(*) filter (where disputed) as disputed
        from money group by order_id
      ) sums using (order_id)
      where (kept > 0 and (active <> expected or expected = 0))
         or (kept = 0 and active > 0)
         or (kept = 0 and disputed = 0 and suspended > 0)`,
  },
  {
    id: 'P1',
    says: 'money on one of our PaymentIntents belongs to an order that exists',
    sql: `
      select format('%s took money for order %s, which does not exist', id, order_id) as breach
      from money where order_id not in (select id from orders)`,
  },
  {
    id: 'P2',
    says: 'no active paid ticket without a succeeded PaymentIntent of equal amount and currency',
    sql: `
      select format('order %s (%s): %s active tickets, no payment of %s %s', code, state, active, total_minor, currency)
        as breach
      from rights where active > 0 and total_minor > 0 and not exists (
        select from money where money.order_id = rights.order_id and received = total_minor
          and upper(money.currency) = rights.currency and refunded < received)`,
  },
  {
    id: 'P6',
    says: 'at most one payment of an order is kept',
    sql: `
      select format('order %s: %s payments kept', order_id, count(*)) as breach
      from money where kept group by order_id having count(*) > 1`,
  },
  {
    id: 'P9',
    says: 'refunds never exceed the charge and add up to what Stripe says',
    sql: `
      select format('%s: %s refunded of %s, %s in refunds', ledger_charges.id, refunded, ledger_charges.amount,
                    coalesce(sum(ledger_refunds.amount), 0)) as breach
      from ledger_charges left join ledger_refunds using (intent_id)
      where ledger_charges.status = 'succeeded' and coalesce(ledger_refunds.status, '') not in ('failed', 'canceled')
      group by ledger_charges.id
      having refunded > ledger_charges.amount or refunded <> coalesce(sum(ledger_refunds.amount), 0)`,
  },
  {
    id: 'P9',
    says: 'each refund of ours was made at most once, of the amount we wrote down',
    sql: `
      select format('refund %s (%s, %s): %s at Stripe of %s together', refunds.id, refunds.state, refunds.amount_minor,
                    count(ledger_refunds.id), coalesce(sum(ledger_refunds.amount), 0)) as breach
      from refunds left join ledger_refunds
        on ledger_refunds.id = refunds.stripe_refund_id or ledger_refunds.refund_id = refunds.id
      group by refunds.id
      having count(ledger_refunds.id) > 1
         or (refunds.state = 'succeeded' and coalesce(sum(ledger_refunds.amount), 0) <> refunds.amount_minor)`,
  },
  {
    id: 'P9',
    says: 'a refund that carries our mark is known to us',
    sql: `
      select format('%s carries unknown refund %s', id, refund_id) as breach
      from ledger_refunds where refund_id is not null and refund_id not in (select id from refunds)`,
  },
  {
    id: 'P12',
    says: 'what is charged is the order total, whatever anybody sent',
    sql: `
      select format('payment %s of order %s: %s asked at Stripe, %s written down, total %s', payments.id, orders.code,
                    ledger_intents.amount, payments.amount_minor, orders.total_minor) as breach
      from payments join orders on orders.id = payments.order_id
        join ledger_intents on ledger_intents.id = payments.payment_intent_id
      where orders.total_minor <> payments.amount_minor
         or (ledger_intents.amount <> payments.amount_minor
             and ledger_intents.id not in (select id from simulate_altered))`,
  },
];
