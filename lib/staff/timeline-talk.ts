import { sql } from 'drizzle-orm';
import { ordersOf, type TimelineScope, type TimelineSource, viewerOf } from '@/lib/staff/timeline-scope';

/** As lib/sales/mail-outcome.ts writes them; of what a mail server says only its code, the rest may name people. */
const mailProblem = sql`case when o.sent_at is not null or o.last_error is null then null
  when o.last_error = 'not true any more' then 'not_true'
  else coalesce(substring(o.last_error from '\\m[45][0-9][0-9](?:[ -][45]\\.[0-9]+\\.[0-9]+)?'), 'no_answer') end`;

/** What we told people, what staff did, and what asked for attention. */
export const talkSources = {
  mail: (scope: TimelineScope): TimelineSource => ({
    // Where it went out is where it stands; until then, where it was written.
    at: sql`coalesce(o.sent_at, o.given_up_at, o.created_at)`,
    id: sql`o.dedupe_key`,
    orderId: sql`o.order_id`,
    facts: sql`jsonb_build_object('mail', o.kind, 'to', o.to_address, 'tries', o.attempts, 'problem', ${mailProblem},
      'state', case when o.sent_at is not null then 'sent' when o.given_up_at is not null then 'given_up' else 'waiting' end)`,
    rows: sql`from outbox o where o.order_id = any(${ordersOf(scope)})`,
  }),

  act: (scope: TimelineScope): TimelineSource => ({
    at: sql`a.acted_at`,
    id: sql`a.id`,
    orderId: sql`a.order_id`,
    facts: sql`jsonb_build_object('power', a.power, 'by', a.staff_email, 'reason', a.reason, 'to', a.after->>'to',
      'text', a.after->>'text', 'amountMinor', a.after->'amountMinor',
      'currency', (select currency from orders where id = a.order_id))`,
    rows: sql`from staff_acts a where ${ofOrdersOrViewer(scope)}`,
  }),

  claim_link: (scope: TimelineScope): TimelineSource => ({
    at: sql`c.created_at`,
    id: sql`c.id`,
    orderId: sql`c.order_id`,
    facts: sql`jsonb_build_object('link', c.kind, 'to', c.to_address, 'by', c.issued_by,
      'isWithdrawn', c.withdrawn_at is not null)`,
    rows: sql`from claim_links c where c.order_id = any(${ordersOf(scope)})`,
  }),

  claim_used: (scope: TimelineScope): TimelineSource => ({
    at: sql`c.used_at`,
    id: sql`c.id`,
    orderId: sql`c.order_id`,
    facts: sql`jsonb_build_object('link', c.kind, 'to', c.to_address)`,
    rows: sql`from claim_links c where c.order_id = any(${ordersOf(scope)}) and c.used_at is not null`,
  }),

  alert: (scope: TimelineScope): TimelineSource => ({
    at: sql`s.created_at`,
    id: sql`s.dedupe_key`,
    orderId: sql`s.order_id`,
    facts: sql`jsonb_build_object('alert', s.kind, 'isResolved', s.resolved_at is not null)`,
    rows: sql`from staff_alerts s where s.order_id = any(${ordersOf(scope)})`,
  }),
} as const;

function ofOrdersOrViewer(scope: TimelineScope) {
  const ofOrders = sql`a.order_id = any(${ordersOf(scope)})`;
  return 'viewerId' in scope ? sql`(${ofOrders} or a.viewer_id = ${viewerOf(scope)})` : ofOrders;
}
