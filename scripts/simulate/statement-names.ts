interface NamedStatement {
  readonly name: string;
  /** All must be found: in one statement, or for a commit among the statements of its transaction. */
  readonly texts: readonly RegExp[];
}

/** Statements outside a transaction take effect alone, so each is a point of its own. */
const single: readonly NamedStatement[] = [
  { name: 'db:reserve', texts: [/insert into orders \(/] },
  { name: 'db:take_turn', texts: [/^insert into pace_queues/] },
  { name: 'db:give_up', texts: [/^update "payments" set .*"payment_intent_id" is null/] },
  { name: 'db:inbox_insert', texts: [/^insert into "stripe_events"/] },
  { name: 'db:inbox_error', texts: [/^update "stripe_events" set "attempts"/] },
  { name: 'db:inbox_handled', texts: [/^update "stripe_events" set "handled_at"/] },
  { name: 'db:read_cursor', texts: [/^insert into "job_cursors"/] },
  { name: 'db:alert', texts: [/^insert into "staff_alerts"/] },
  { name: 'db:claim_refunds', texts: [/update refunds set attempts/] },
  { name: 'db:refund_mark', texts: [/^update "refunds" set/] },
  { name: 'db:mass_refund_prepared', texts: [/^update "mass_refunds" set/] },
  { name: 'db:claim_mails', texts: [/^with "due" as .* update "outbox" set/s] },
  { name: 'db:mail_sent', texts: [/^update "outbox" set .*"sent_at" = /] },
  { name: 'db:mail_dropped', texts: [/^update "outbox" set .*"given_up_at" = /] },
  { name: 'db:mail_postponed', texts: [/^update "outbox" set "next_try_at" = /] },
  { name: 'db:count_act', texts: [/^(insert into|update) "?rate_limits/i] },
  { name: 'db:forget_acts', texts: [/^delete from "rate_limits"/] },
  { name: 'db:forget_sign_ins', texts: [/^delete from "?sign_ins/] },
  { name: 'db:forget_codes', texts: [/^delete from "sign_in_codes"/] },
  { name: 'db:forget_runs', texts: [/^delete from "job_runs"/] },
  { name: 'db:forget_quality', texts: [/^delete from qoe_minutes/] },
  { name: 'db:forget_screens', texts: [/^delete from "screen_links"/] },
  { name: 'db:begin_run', texts: [/^insert into "job_runs"/] },
  { name: 'db:end_run', texts: [/^update "job_runs" set/] },
];

/** What a transaction is for shows in its statements; the first match names its commit. */
const transactions: readonly NamedStatement[] = [
  { name: 'db:fulfill_free_commit', texts: [/insert into entitlements/, /"accepted_at" = /] },
  { name: 'db:fulfill_commit', texts: [/insert into entitlements/] },
  {
    name: 'db:owe_refund_commit',
    texts: [/^insert into "refunds".* on conflict \("payment_id","purpose"\)/],
  },
  { name: 'db:note_refund_commit', texts: [/^insert into "refunds".* on conflict do nothing/] },
  { name: 'db:request_refund_commit', texts: [/^insert into "refunds"/] },
  { name: 'db:give_up_refund_commit', texts: [/^update "refunds" set .*"stripe_refund_id" is null/] },
  { name: 'db:advance_refund_commit', texts: [/^update "refunds" set/] },
  { name: 'db:close_dispute_commit', texts: [/^update "disputes" set/] },
  { name: 'db:note_dispute_commit', texts: [/^insert into "disputes"/] },
  { name: 'db:order_mass_refund_commit', texts: [/^insert into "mass_refunds"/] },
  { name: 'db:begin_attempt_commit', texts: [/^insert into "payments"/] },
  { name: 'db:accept_terms_commit', texts: [/"accepted_at" = /] },
  { name: 'db:save_intent_commit', texts: [/^update "payments" set "payment_intent_id"/] },
  { name: 'db:keep_turn_commit', texts: [/^update "payments" set "turn_at"/] },
  {
    name: 'db:stop_testing_commit',
    texts: [/^delete from "day_claims"/, /^update "payments" set "failure_code"/],
  },
  { name: 'db:release_commit', texts: [/^delete from "day_claims"/] },
  { name: 'db:use_promo_commit', texts: [/insert into promo_uses/] },
  { name: 'db:return_promo_commit', texts: [/delete from promo_uses/] },
  { name: 'db:note_voucher_commit', texts: [/^update "payments" set/, /^insert into "outbox"/] },
  { name: 'db:note_payment_commit', texts: [/^update "payments" set/] },
  { name: 'db:drop_konbini_commit', texts: [/^update "orders" set "payment_methods"/] },
  { name: 'db:revoke_commit', texts: [/update order_lines set revoked_at/, /^update "orders" set "state"/] },
  { name: 'db:refuse_mail_commit', texts: [/^update "outbox" set .*"given_up_at" = /] },
  { name: 'db:alert_commit', texts: [/^insert into "staff_alerts"/] },
  { name: 'db:handle_event_commit', texts: [/^update "stripe_events" set/] },
  { name: 'db:look_again_commit', texts: [/^update "entitlements" set/] },
  // Asked to take back what was taken back before.
  { name: 'db:look_again_commit', texts: [/update order_lines set revoked_at/] },
];

/** Names the statements of one connection, in their order. */
export interface StatementNames {
  next(text: string): string;
}

/** A statement within a transaction is `db:within`: nothing of it exists until its commit, which has a name. */
export function createStatementNames(): StatementNames {
  let within: string[] | undefined;
  return {
    next(text) {
      const flat = text.trim();
      if (/^begin\b/i.test(flat)) {
        within = [];
        return 'db:begin';
      }
      if (/^(commit|rollback)\b/i.test(flat)) {
        const done = within ?? [];
        within = undefined;
        if (/^rollback/i.test(flat)) return 'db:rollback';
        return done.every(isRead) ? 'db:read' : nameOf(transactions, done);
      }
      if (within === undefined) return isRead(flat) ? 'db:read' : nameOf(single, [flat]);
      within.push(flat);
      return 'db:within';
    },
  };
}

/** Also one that locks: its locks end with it. */
function isRead(text: string): boolean {
  return /^select\b/i.test(text);
}

/** An unnamed one shows its beginning, so that the registry test tells what wants a name. */
function nameOf(rules: readonly NamedStatement[], done: readonly string[]): string {
  const rule = rules.find(({ texts }) => texts.every((text) => done.some((one) => text.test(one))));
  return rule?.name ?? `db:unnamed ${done.filter((one) => !isRead(one)).map(inShort)}`;
}

function inShort(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 60);
}
