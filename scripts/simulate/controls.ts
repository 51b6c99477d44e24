import type { Patch } from './bundle';
import type { Scene } from './buyer-acts';
import {
  beginTwice,
  letGoWhilePaying,
  payTheWrongAmount,
  paySeenManyTimes,
  refundCutOffOnce,
  refundNobodyTellsOf,
  refundSeen,
  refundWhileStripeIsDown,
  rushForFewSeats,
  rushForTheCode,
} from './control-drives';

/** One safeguard taken out of a copy of the product, and a course in which that must show. */
export interface Control {
  readonly name: string;
  readonly patches: readonly Patch[];
  /** Constraints that are the safeguard or stand behind it, taken out of the copy's database. */
  readonly loosen?: string;
  readonly drive: (scene: Scene) => Promise<void>;
  /** The property that goes red without the safeguard. */
  readonly breaks: string;
}

const noLock: Patch = {
  file: 'lib/sales/known-payment.ts',
  find: 'where payment_intent_id = ${paymentIntentId}) for update`',
  replace: 'where payment_intent_id = ${paymentIntentId})`',
};

const noMissedEvents: Patch = {
  file: 'lib/jobs/run-jobs.ts',
  find: 'eventsMissed: readMissedEvents,',
  replace: 'eventsMissed: () => Promise.resolve(0),',
};

export const controls: readonly Control[] = [
  { name: 'no-lock-in-sync', patches: [noLock], drive: payTheWrongAmount, breaks: 'P5' },
  {
    name: 'no-lock-and-no-unique-right',
    patches: [noLock],
    loosen: 'alter table entitlements drop constraint entitlements_once',
    drive: paySeenManyTimes,
    breaks: 'P20',
  },
  {
    name: 'no-seat-guard',
    patches: [{ file: 'lib/sales/reserve-seats.ts', find: 'min(seats_left) > 0 and ', replace: '' }],
    loosen: 'alter table ticket_types drop constraint ticket_types_never_oversold',
    drive: rushForFewSeats,
    breaks: 'P3',
  },
  {
    name: 'no-day-claims',
    patches: [],
    loosen: 'alter table day_claims drop constraint day_claims_one',
    drive: beginTwice,
    breaks: 'P20',
  },
  {
    name: 'no-promo-guard',
    patches: [
      {
        file: 'lib/sales/apply-promo-code.ts',
        find: 'order by id for update`',
        replace: 'order by id`',
      },
      {
        file: 'lib/sales/apply-promo-code.ts',
        find: ' and used < total_limit returning',
        replace: ' returning',
      },
    ],
    loosen: 'alter table promo_codes drop constraint promo_codes_never_overused',
    drive: rushForTheCode,
    breaks: 'P18',
  },
  {
    name: 'no-cancel-before-release',
    patches: [
      {
        file: 'lib/sales/withdraw-payments.ts',
        find: "if ((await cancelPaymentIntent(paymentIntentId)) === 'canceled') continue;",
        replace: 'if (paymentIntentId) continue;',
      },
    ],
    drive: letGoWhilePaying,
    breaks: 'P5',
  },
  {
    name: 'inbox-handled-before-the-work',
    patches: [
      {
        file: 'lib/sales/receive-stripe-event.ts',
        find: '  try {\n    if (paymentIntentId === null)',
        replace: '  await markHandled(db, eventId, now);\n  try {\n    if (paymentIntentId === null)',
      },
    ],
    drive: refundWhileStripeIsDown,
    breaks: 'P1',
  },
  {
    name: 'no-reconciler',
    patches: [
      {
        file: 'lib/jobs/run-jobs.ts',
        find: 'reconciled: reconcile,',
        replace: 'reconciled: () => Promise.resolve(0),',
      },
      noMissedEvents,
    ],
    drive: refundCutOffOnce,
    breaks: 'P1',
  },
  { name: 'no-missed-events', patches: [noMissedEvents], drive: refundNobodyTellsOf, breaks: 'P1' },
  {
    name: 'refunds-do-not-settle',
    patches: [
      {
        file: 'lib/sales/settle-order.ts',
        find: '(facts.isRefundedInFull || facts.hasLostDispute)',
        replace: 'facts.hasLostDispute',
      },
    ],
    drive: refundSeen,
    breaks: 'P1',
  },
];
