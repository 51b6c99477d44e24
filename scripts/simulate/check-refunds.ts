import type { Property } from './property';

/** A refund names its lines in its purpose: `lines:lin_a+lin_b`. */
const namedLines = `
  select payments.order_id, refunds.id as refund_id, refunds.state, unnest(string_to_array(substr(purpose, 7), '+')) as line_id
  from refunds join payments on payments.id = payment_id where purpose like 'lines:%'`;

export const refundProperties: readonly Property[] = [
  {
    id: 'P9',
    says: 'refunds never exceed the charge, and our rows that have not failed add up to what Stripe says',
    sql: `
      select format('%s: %s refunded of %s, %s in our rows', money.id, refunded, received, coalesce(sum(refunds.amount_minor), 0))
        as breach
      from money left join refunds on refunds.payment_id = money.payment_id and refunds.state <> 'failed'
      where money.payment_id is not null
      group by money.id, refunded, received
      having refunded > received or refunded <> coalesce(sum(refunds.amount_minor), 0)`,
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
    id: 'P9',
    says: 'a refund that failed is before staff, unless all went back by other hands',
    sql: `
      select format('refund %s (%s) has failed', refunds.id, purpose) as breach
      from refunds join money using (payment_id)
      where refunds.state = 'failed' and not is_before_staff and refunded < received`,
  },
  {
    id: 'P17',
    says: 'a line that was taken back has no right, and no other line has lost one',
    sql: `
      select format('line %s of order %s (%s): taken back %s, right %s', order_lines.id, orders.code, orders.state,
                    revoked_at, entitlements.state) as breach
      from order_lines join orders on orders.id = order_lines.order_id
        join entitlements on entitlements.order_line_id = order_lines.id
      where (revoked_at is null) = (entitlements.state = 'revoked')`,
  },
  {
    id: 'P17',
    says: 'only a line that a refund names is taken back while its order goes on, or all were and the refund failed',
    sql: `
      select format('line %s of order %s (%s) is named by no refund', order_lines.id, orders.code, orders.state) as breach
      from order_lines join orders on orders.id = order_lines.order_id
      where revoked_at is not null and orders.state in ('paid', 'partially_refunded', 'disputed')
        and total_minor > 0 and price_minor > discount_minor
        and not exists (select from (${namedLines}) named where line_id = order_lines.id)
        and not exists (select from staff_alerts where kind = 'refund_failed' and staff_alerts.order_id = orders.id)
      union all
      select format('line %s is named by refund %s and was not taken back', line_id, refund_id)
      from (${namedLines}) named join order_lines on order_lines.id = line_id where revoked_at is null`,
  },
  {
    id: 'P17',
    says: 'what was paid for lines that were taken back has gone back',
    sql: `
      select format('order %s (%s): %s of %s refunded, %s for lines taken back', orders.code, orders.state, refunded,
                    received, sum(price_minor - discount_minor)) as breach
      from money join orders on orders.id = money.order_id join order_lines on order_lines.order_id = orders.id
      where revoked_at is not null and not is_stray and dispute is null and not is_before_staff
      group by orders.id, money.id, refunded, received
      having refunded < sum(price_minor - discount_minor)`,
  },
  {
    id: 'P19',
    says: 'an event that was canceled keeps no money and no ticket',
    sql: `
      select format('order %s (%s): %s of %s refunded, %s tickets active', rights.code, rights.state, refunded, received,
                    active) as breach
      from mass_refunds join orders on orders.event_id = mass_refunds.event_id
        join rights on rights.order_id = orders.id
        left join money on money.order_id = orders.id and dispute is null and not is_before_staff
      where prepared_at is not null and (active > 0 and orders.state <> 'disputed' and not exists (
          select from disputes join payments on payments.id = payment_id where payments.order_id = orders.id)
        or refunded < received)`,
  },
  {
    id: 'P19',
    says: 'one mass refund gives each ticket back once',
    sql: `
      select format('line %s is in %s refunds', line_id, count(*)) as breach
      from (${namedLines}) named group by line_id having count(*) > 1`,
  },
];
