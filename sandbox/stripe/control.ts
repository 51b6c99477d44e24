import { z } from 'zod';
import { readCalls } from './call-book';
import { secondsNow } from './clock';
import { replyWith, type ControlReply, type ControlRequest } from './control-reply';
import { faultSchema, type Fault } from './faults';
import { readLedger } from './ledger';
import {
  actOnDispute,
  actOnPayment,
  actOnRefund,
  disputeAct,
  paymentAct,
  refundAct,
  warningAct,
  warnOfPayment,
} from './outcome-control';
import { settleDue, type Twin } from './twin';
import { turnWebhookSwitch, webhookSwitch } from './webhook-switches';

const clockMove = z.union([
  z.strictObject({ advanceSeconds: z.int().min(0) }),
  z.strictObject({ offsetSeconds: z.int() }),
]);
const limitChange = z.strictObject({ writesPerSecond: z.int().min(1).nullable() });

/**
 * The `/_sandbox/` routes: look at everything, move the clock, disturb deliveries and API answers, and do what
 * buyers and banks do outside Stripe. None of them passes a challenge or accepts at PayPay.
 */
export function handleControlRequest(twin: Twin, request: ControlRequest): ControlReply {
  settleDue(twin);
  const { body, query } = request;
  switch (`${request.method} ${request.path}`) {
    case 'GET /_sandbox/ledger':
      return { status: 200, body: readLedger(twin, query) };
    case 'GET /_sandbox/calls':
      return { status: 200, body: readCalls(twin.calls, query) };
    case 'GET /_sandbox/clock':
      return { status: 200, body: readClock(twin) };
    case 'POST /_sandbox/clock':
      return replyWith(clockMove, body, (wanted) => moveClock(twin, wanted));
    case 'POST /_sandbox/webhooks':
      return replyWith(webhookSwitch, body, (wanted) => turnWebhookSwitch(twin, wanted));
    case 'POST /_sandbox/limits':
      return replyWith(limitChange, body, (wanted) =>
        Object.assign(twin.writeLimit, wanted, { granted: [] }),
      );
    case 'POST /_sandbox/payments':
      return replyWith(paymentAct, body, (wanted) => actOnPayment(twin, wanted));
    case 'POST /_sandbox/refunds':
      return replyWith(refundAct, body, (wanted) => actOnRefund(twin, wanted));
    case 'POST /_sandbox/disputes':
      return replyWith(disputeAct, body, (wanted) => actOnDispute(twin, wanted));
    case 'POST /_sandbox/warnings':
      return replyWith(warningAct, body, (wanted) => warnOfPayment(twin, wanted));
    case 'POST /_sandbox/faults':
      return replyWith(faultSchema, body, (fault) => addFault(twin, fault));
    case 'GET /_sandbox/faults':
      return { status: 200, body: { faults: twin.faults } };
    case 'DELETE /_sandbox/faults':
      twin.faults.length = 0;
      return { status: 200, body: { faults: twin.faults } };
    default:
      return { status: 404, body: { error: `No control route ${request.method} ${request.path}` } };
  }
}

function addFault({ faults }: Twin, fault: Fault): object {
  faults.push(fault);
  return { faults };
}

function moveClock(twin: Twin, wanted: z.infer<typeof clockMove>): object {
  const { clock } = twin.store;
  if ('advanceSeconds' in wanted) clock.offsetSeconds += wanted.advanceSeconds;
  else clock.offsetSeconds = wanted.offsetSeconds;
  settleDue(twin);
  return readClock(twin);
}

/** `now` in Unix seconds. */
function readClock({ store }: Twin): object {
  return { offsetSeconds: store.clock.offsetSeconds, now: secondsNow(store.clock) };
}
