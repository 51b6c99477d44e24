import type { Moment } from './fault-board';

/** Where the server is killed, on the way to a named call and on the way back from it: until an order is paid or over. */
const sellingNames = [
  'db:reserve',
  'db:count_act',
  'db:use_promo_commit',
  'db:return_promo_commit',
  'db:begin_attempt_commit',
  'db:take_turn',
  'db:keep_turn_commit',
  'stripe:create_intent',
  'db:give_up',
  'db:save_intent_commit',
  'db:accept_terms_commit',
  'db:fulfill_free_commit',
  'webhook',
  'db:inbox_insert',
  'stripe:read_intent',
  'db:inbox_error',
  'db:inbox_handled',
  'db:note_payment_commit',
  'db:note_voucher_commit',
  'db:drop_konbini_commit',
  'db:stop_testing_commit',
  'db:fulfill_commit',
  'db:handle_event_commit',
  'db:alert',
  'db:alert_commit',
  'stripe:cancel_intent',
  'db:release_commit',
  'db:owe_refund_commit',
  'db:request_refund_commit',
  'db:revoke_commit',
] as const;

/** And afterwards: refunds, disputes, and what the jobs do. */
const laterNames = [
  'db:claim_refunds',
  'stripe:list_refunds',
  'stripe:create_refund',
  'db:refund_mark',
  'db:look_again_commit',
  'db:note_refund_commit',
  'db:advance_refund_commit',
  'db:give_up_refund_commit',
  'stripe:list_disputes',
  'db:note_dispute_commit',
  'db:close_dispute_commit',
  'db:order_mass_refund_commit',
  'db:mass_refund_prepared',
  'db:begin_run',
  'stripe:list_events',
  'db:read_cursor',
  'db:claim_mails',
  'db:mail_sent',
  'db:mail_dropped',
  'db:mail_postponed',
  'db:refuse_mail_commit',
  'db:forget_acts',
  'db:forget_sign_ins',
  'db:forget_codes',
  'db:forget_runs',
  'db:forget_quality',
  'db:forget_screens',
  'db:end_run',
] as const;

export type CrashName = (typeof sellingNames | typeof laterNames)[number];

export interface CrashPoint {
  readonly name: CrashName;
  readonly when: Moment;
}

export const sellingPoints = bothMoments(sellingNames);
export const laterPoints = bothMoments(laterNames);
export const crashPoints: readonly CrashPoint[] = [...sellingPoints, ...laterPoints];

function bothMoments(names: readonly CrashName[]): readonly CrashPoint[] {
  return names.flatMap((name) => [
    { name, when: 'before' as const },
    { name, when: 'after' as const },
  ]);
}
