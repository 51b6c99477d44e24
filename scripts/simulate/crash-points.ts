import type { Moment } from './fault-board';

/** Where the server is killed: on the way to a named call, and on the way back from it. */
const names = [
  'db:reserve',
  'db:begin_attempt_commit',
  'stripe:create_intent',
  'db:give_up',
  'db:save_intent_commit',
  'webhook',
  'db:inbox_insert',
  'stripe:read_intent',
  'db:inbox_error',
  'db:note_payment_commit',
  'db:fulfill_commit',
  'db:handle_event_commit',
  'stripe:cancel_intent',
  'db:release_commit',
  'db:owe_refund_commit',
  'stripe:list_refunds',
  'stripe:create_refund',
  'db:refund_mark',
  'db:settle_order_commit',
  'db:apply_refund_commit',
] as const;

export type CrashName = (typeof names)[number];

export interface CrashPoint {
  readonly name: CrashName;
  readonly when: Moment;
}

export const crashPoints: readonly CrashPoint[] = names.flatMap((name) => [
  { name, when: 'before' as const },
  { name, when: 'after' as const },
]);
