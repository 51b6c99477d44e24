import { z } from 'zod';
import { faultSchema } from './faults';
import { readLedger } from './ledger';
import type { Twin } from './twin';
import { deliver, setHold } from './webhook-delivery';

export interface ControlRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  /** Parsed JSON, undefined without a body. */
  body: unknown;
}

export interface ControlReply {
  status: number;
  body: object;
}

const webhookSwitch = z.union([
  z.strictObject({ hold: z.boolean() }),
  z.strictObject({ duplicate: z.int().min(0).max(20) }),
  z.strictObject({ resend: z.string() }),
]);

/** The `/_sandbox/` routes: look at everything, disturb deliveries and API answers. None of them pays. */
export function handleControlRequest(twin: Twin, request: ControlRequest): ControlReply {
  switch (`${request.method} ${request.path}`) {
    case 'GET /_sandbox/ledger':
      return { status: 200, body: readLedger(twin, request.query) };
    case 'POST /_sandbox/webhooks':
      return switchWebhooks(twin, request.body);
    case 'GET /_sandbox/faults':
      return { status: 200, body: { faults: twin.faults } };
    case 'POST /_sandbox/faults':
      return addFault(twin, request.body);
    case 'DELETE /_sandbox/faults':
      twin.faults.length = 0;
      return { status: 200, body: { faults: twin.faults } };
    default:
      return { status: 404, body: { error: `No control route ${request.method} ${request.path}` } };
  }
}

function switchWebhooks(twin: Twin, body: unknown): ControlReply {
  const wanted = webhookSwitch.safeParse(body);
  if (!wanted.success) return invalid(wanted.error);
  const { delivery } = twin;
  if ('hold' in wanted.data) setHold(delivery, wanted.data.hold);
  if ('duplicate' in wanted.data) delivery.duplicates = wanted.data.duplicate;
  if ('resend' in wanted.data) {
    const event = twin.store.events.get(wanted.data.resend);
    if (event === undefined) return { status: 404, body: { error: `No event ${wanted.data.resend}` } };
    deliver(delivery, event);
  }
  return {
    status: 200,
    body: { hold: delivery.isHeld, held: delivery.held.length, duplicate: delivery.duplicates },
  };
}

function addFault(twin: Twin, body: unknown): ControlReply {
  const fault = faultSchema.safeParse(body);
  if (!fault.success) return invalid(fault.error);
  twin.faults.push(fault.data);
  return { status: 200, body: { faults: twin.faults } };
}

function invalid(error: z.ZodError): ControlReply {
  return { status: 400, body: { error: z.prettifyError(error) } };
}
