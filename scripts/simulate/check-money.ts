import type { Property } from './property';

/** What the row shows when a property of an order and the payment behind its tickets is broken. */
const told = `format('order %s (%s): %s of %s refunded, dispute %s; %s of %s tickets active, %s suspended',
  code, state, refunded, received, dispute, active, expected, suspended) as breach`;
const carriers = 'rights join money using (order_id)';

export const moneyProperties: readonly Property[] = [
  {
    id: 'P1',
    says: 'money that stays with us has all the tickets that were not taken back',
    sql: `select ${told} from ${carriers}
      where not is_stray and refunded < received and (dispute is null or dispute = 'won')
        and (active <> expected or suspended > 0 or expected = 0 and not is_before_staff)`,
  },
  {
    id: 'P1',
    says: 'money that was given back or lost has no tickets',
    sql: `select ${told} from ${carriers}
      where not is_stray and (refunded >= received or dispute = 'lost') and active + suspended > 0`,
  },
  {
    id: 'P1',
    says: 'money that is disputed has suspended tickets',
    sql: `select ${told} from ${carriers}
      where not is_stray and refunded < received and dispute = 'open' and (active > 0 or suspended <> expected)`,
  },
  {
    id: 'P1',
    says: 'money that an order could not use goes back whole',
    sql: `select ${told} from ${carriers}
      where is_stray and refunded < received and dispute is null and not is_before_staff`,
  },
  {
    id: 'P1',
    says: 'money on a PaymentIntent that we do not know is before staff',
    sql: `
      select format('%s took money for order %s', id, order_id) as breach
      from money where payment_id is null and order_id is not null and not exists (
        select from staff_alerts where kind = 'unknown_payment' and payment_intent_id = money.id)`,
  },
  {
    id: 'P2',
    says: 'no active paid ticket without a succeeded PaymentIntent of equal amount and currency',
    sql: `
      select format('order %s (%s): %s active tickets, no payment of %s %s', code, state, active, total_minor, currency)
        as breach
      from rights where active > 0 and total_minor > 0 and not exists (
        select from money where money.order_id = rights.order_id and not is_stray and received = total_minor
          and upper(money.currency) = rights.currency and refunded < received)`,
  },
  {
    id: 'P6',
    says: 'at most one payment carries an order',
    sql: `
      select format('order %s: %s payments', order_id, count(*)) as breach
      from money where not is_stray and payment_id is not null group by order_id having count(*) > 1`,
  },
  {
    id: 'P12',
    says: 'what is charged is the order total, whatever anybody sent',
    sql: `
      select format('payment %s of order %s: %s asked at Stripe, %s written down, total %s', payments.id, orders.code,
                    ledger_intents.amount, payments.amount_minor, orders.total_minor) as breach
      from payments join orders on orders.id = payments.order_id
        join ledger_intents on ledger_intents.id = payments.payment_intent_id
      where (orders.total_minor <> payments.amount_minor and payments.id in (
              select payment_id from money where not is_stray))
         or (ledger_intents.amount <> payments.amount_minor
             and ledger_intents.id not in (select id from simulate_altered))`,
  },
  {
    id: 'P16',
    says: 'a won dispute restores the order, a lost one ends it, an open one is told',
    sql: `select ${told} from ${carriers}
      where not is_stray and (dispute = 'won' and state = 'disputed' or dispute = 'lost' and state <> 'refunded'
        or dispute = 'open' and state <> 'disputed' and expected > 0
        or state = 'disputed' and dispute is distinct from 'open')`,
  },
];
