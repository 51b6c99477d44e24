import { type SQL, sql } from 'drizzle-orm';
import { ordersOf, type TimelineScope, type TimelineSource } from '@/lib/staff/timeline-scope';

/** Numbers as text that sorts as they do. */
const historyId = sql`lpad(h.id::text, 19, '0')`;

/** An array of what the orders' payments have in that column. */
function paymentsOf(scope: TimelineScope, column: SQL): SQL {
  return sql`array(select ${column} from payments where order_id = any(${ordersOf(scope)}))`;
}

export const moneySources = {
  order_state: (scope: TimelineScope): TimelineSource => ({
    at: sql`h.created_at`,
    id: historyId,
    orderId: sql`h.order_id`,
    facts: sql`jsonb_build_object('from', h.from_state, 'to', h.to_state)`,
    rows: sql`from order_history h where h.order_id = any(${ordersOf(scope)})`,
  }),

  payment: (scope: TimelineScope): TimelineSource => ({
    at: sql`p.created_at`,
    id: sql`p.id`,
    orderId: sql`p.order_id`,
    facts: sql`jsonb_build_object('amountMinor', p.amount_minor, 'currency', p.currency, 'attempt', p.attempt,
      'state', p.state, 'failure', p.failure_code, 'method', p.method,
      'card', case when p.card_last4 is not null then concat_ws(' ', p.card_brand, p.card_last4) end)`,
    rows: sql`from payments p where p.order_id = any(${ordersOf(scope)})`,
  }),

  stripe_event: (scope: TimelineScope): TimelineSource => ({
    at: sql`e.received_at`,
    id: sql`e.id`,
    orderId: sql`p.order_id`,
    facts: sql`jsonb_build_object('type', e.type, 'isHandled', e.handled_at is not null, 'tries', e.attempts)`,
    rows: sql`from stripe_events e join payments p on p.payment_intent_id = e.payment_intent_id
      where e.payment_intent_id = any(${paymentsOf(scope, sql`payment_intent_id`)})`,
  }),

  refund: (scope: TimelineScope): TimelineSource => ({
    at: sql`r.created_at`,
    id: sql`r.id`,
    orderId: sql`p.order_id`,
    facts: sql`jsonb_build_object('amountMinor', r.amount_minor, 'currency', p.currency, 'state', r.state,
      'source', r.source, 'reason', r.reason)`,
    rows: sql`from refunds r join payments p on p.id = r.payment_id
      where r.payment_id = any(${paymentsOf(scope, sql`id`)})`,
  }),

  dispute_opened: (scope: TimelineScope): TimelineSource => ({
    at: sql`d.opened_at`,
    id: sql`d.id`,
    orderId: sql`p.order_id`,
    facts: sql`jsonb_build_object('amountMinor', d.amount_minor, 'currency', p.currency, 'reason', d.reason)`,
    rows: sql`from disputes d join payments p on p.id = d.payment_id
      where d.payment_id = any(${paymentsOf(scope, sql`id`)})`,
  }),

  dispute_closed: (scope: TimelineScope): TimelineSource => ({
    at: sql`d.closed_at`,
    id: sql`d.id`,
    orderId: sql`p.order_id`,
    facts: sql`jsonb_build_object('amountMinor', d.amount_minor, 'currency', p.currency, 'state', d.state)`,
    rows: sql`from disputes d join payments p on p.id = d.payment_id
      where d.payment_id = any(${paymentsOf(scope, sql`id`)}) and d.closed_at is not null`,
  }),
} as const;
