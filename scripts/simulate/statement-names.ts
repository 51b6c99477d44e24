interface NamedStatement {
  readonly name: string;
  /** All must be found in one statement, or for a commit in one statement of its transaction. */
  readonly text: RegExp;
}

/** Statements outside a transaction take effect alone, so each is a point of its own. */
const single: readonly NamedStatement[] = [
  { name: 'db:reserve', text: /insert into orders \(/ },
  { name: 'db:inbox_insert', text: /^insert into "stripe_events"/ },
  { name: 'db:inbox_error', text: /^update "stripe_events" set "attempts"/ },
  { name: 'db:inbox_handled', text: /^update "stripe_events" set "handled_at"/ },
  { name: 'db:give_up', text: /^update "payments" set .*"payment_intent_id" is null/ },
  { name: 'db:refund_mark', text: /^update "refunds" set/ },
];

/** What a transaction is for shows in its statements; the first match names its commit. */
const transactions: readonly NamedStatement[] = [
  { name: 'db:reserve_commit', text: /insert into orders \(/ },
  { name: 'db:fulfill_commit', text: /insert into entitlements/ },
  { name: 'db:owe_refund_commit', text: /^insert into "refunds"/ },
  { name: 'db:apply_refund_commit', text: /^update "entitlements" set "state"/ },
  { name: 'db:begin_attempt_commit', text: /^insert into "payments"/ },
  { name: 'db:save_intent_commit', text: /^update "payments" set "payment_intent_id"/ },
  { name: 'db:release_commit', text: /^delete from "day_claims"/ },
  { name: 'db:note_payment_commit', text: /^update "payments" set/ },
  { name: 'db:settle_order_commit', text: /^update "orders" set "state"/ },
  { name: 'db:handle_event_commit', text: /^update "stripe_events" set/ },
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
        return done.every(isRead) ? 'db:read' : nameOf(transactions, done, 'db:commit');
      }
      if (within === undefined) return isRead(flat) ? 'db:read' : nameOf(single, [flat], 'db:other');
      within.push(flat);
      return 'db:within';
    },
  };
}

/** Also one that locks: its locks end with it. */
function isRead(text: string): boolean {
  return /^select\b/i.test(text);
}

function nameOf(rules: readonly NamedStatement[], texts: readonly string[], otherwise: string): string {
  return rules.find((rule) => texts.some((text) => rule.text.test(text)))?.name ?? otherwise;
}
