import type { Property } from './property';

/** RFC 5322 §3.6.4, as the product writes it: one fact is one Message-ID, however often it is sent. */
const messageId = `'<' || regexp_replace(dedupe_key, '[^A-Za-z0-9_+-]+', '.', 'g') || '@example.jp>'`;
const copies = `(select count(*) from taken_mails where message_id = ${messageId} and receiver = to_address)`;

export const mailProperties: readonly Property[] = [
  {
    id: 'mail',
    says: 'whoever has paid gets one mail about it, and nobody else',
    sql: `
      select format('order %s (%s): %s mails about its tickets', code, state, count(dedupe_key)) as breach
      from orders left join outbox on outbox.order_id = orders.id and kind in ('confirmation', 'received')
      group by orders.id having count(dedupe_key) <> case when paid_at is null then 0 else 1 end`,
  },
  {
    id: 'mail',
    says: 'each refund has one mail',
    sql: `
      select format('refund %s (%s): %s mails', refunds.id, refunds.state, count(dedupe_key)) as breach
      from refunds left join outbox on outbox.refund_id = refunds.id and kind = 'refund'
      group by refunds.id
      having count(dedupe_key) <> 1 and not (refunds.state = 'failed' and source = 'stripe' and count(dedupe_key) = 0)`,
  },
  {
    id: 'mail',
    says: 'a mail that is marked as sent has arrived, once unless a try was cut off',
    sql: `
      select format('%s: %s copies, %s tries', dedupe_key, ${copies}, attempts) as breach
      from outbox where (sent_at is not null and ${copies} = 0) or ${copies} > attempts`,
  },
  {
    id: 'mail',
    says: 'no mail arrives that was not written down, or elsewhere',
    sql: `
      select format('%s to %s', message_id, receiver) as breach
      from taken_mails where not exists (
        select from outbox where ${messageId} = message_id and to_address = receiver)`,
  },
  {
    id: 'mail',
    says: 'every mail is sent, not true any more, or before staff',
    sql: `
      select format('%s: given up %s, %s', dedupe_key, given_up_at, last_error) as breach
      from outbox where sent_at is null and last_error is distinct from 'not true any more'
        and not exists (select from staff_alerts where staff_alerts.dedupe_key = 'mail_given_up:' || outbox.dedupe_key)`,
  },
  {
    id: 'mail',
    says: 'a mail about tickets is only left out when they were taken back or suspended',
    sql: `
      select format('order %s (%s): %s', code, state, last_error) as breach
      from outbox join orders on orders.id = order_id
      where kind in ('confirmation', 'received') and last_error = 'not true any more' and state = 'paid'
        and not exists (select from disputes join payments on payments.id = payment_id
          where payments.order_id = orders.id)`,
  },
];
