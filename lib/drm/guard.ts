import { CircuitState, isBrokenCircuitError, isBulkheadRejectedError } from 'cockatiel';
import type { VendorCall } from '@/lib/drm/connection';
import { endpointOf, type Endpoint, type EndpointLimits, type Lane } from '@/lib/drm/guard-endpoint';
import { callVendor, sendLimits, type SendLimits } from '@/lib/drm/send';
import type { VendorReply, VendorRequest } from '@/lib/drm/vendor';
import { Fault } from '@/lib/fault';

export interface GuardLimits extends SendLimits, EndpointLimits {
  /** The longest wait for a free place; the time limits of the call itself begin after it. */
  readonly queueMs: number;
}

/** `openMs` is longer than `totalMs`, so calls from before the breaker opened are over when it tries again. */
export const guardLimits: GuardLimits = {
  ...sendLimits,
  maxConcurrent: 256,
  maxQueued: 256,
  queueMs: 1000,
  breakerWindowMs: 10_000,
  // More calls than one session may make: nobody alone can cut off everybody.
  breakerMinRps: 4,
  openMs: 5000,
};

/** At most one reconnect, and only where nothing was sent: the player does all other repeating. */
const RECONNECTS = 1;
const MAX_RETRY_AFTER_SECONDS = 5;

/**
 * One POST to a vendor behind the breaker and queue of its lane and endpoint (origin and path). Any status is a reply, redirects
 * too. Throws Fault `drm_busy` with a jittered Retry-After of 1–5 s when the breaker is open or no place came free in
 * time, `drm_timeout`, or `drm_failed` for a broken connection or an oversized reply.
 */
export function guardedSend(
  lane: Lane,
  request: VendorRequest,
  limits: Partial<GuardLimits> = {},
): Promise<VendorReply> {
  const { headers, body } = request;
  return guarded(lane, { method: 'POST', url: new URL(request.url), headers, body }, limits);
}

/** A GET without headers of ours, guarded like `guardedSend`: for a FairPlay certificate. */
export function fetchFromVendor(url: string, limits: Partial<GuardLimits> = {}): Promise<VendorReply> {
  return guarded('certificate', { method: 'GET', url: new URL(url), headers: {} }, limits);
}

async function guarded(lane: Lane, call: VendorCall, overrides: Partial<GuardLimits>): Promise<VendorReply> {
  const limits = { ...guardLimits, ...overrides, reconnects: RECONNECTS };
  const endpoint = endpointOf(lane, call.url, limits);
  try {
    return await inTurn(endpoint, limits.queueMs, () => {
      // cockatiel would let every other caller wait for the outcome of the trial.
      if (endpoint.breaker.state === CircuitState.HalfOpen) throw busy('breaker is trying one call');
      return endpoint.breaker.execute(() => callVendor(call, limits));
    });
  } catch (error) {
    if (isBrokenCircuitError(error)) throw busy('breaker is open', error);
    if (isBulkheadRejectedError(error)) throw busy('queue is full', error);
    throw error;
  }
}

async function inTurn(
  { bulkhead, breaker }: Endpoint,
  queueMs: number,
  run: () => Promise<VendorReply>,
): Promise<VendorReply> {
  if (bulkhead.executionSlots > 0) return bulkhead.execute(run);
  if (breaker.state !== CircuitState.Closed) throw busy('breaker is open');
  return new Promise((resolve, reject) => {
    let isGone = false;
    const timer = setTimeout(() => {
      isGone = true;
      reject(busy('no place came free in time'));
    }, queueMs);
    // Not cockatiel's abort signal: a queued call that was aborted takes its turn without waking the next one.
    bulkhead
      .execute(() => {
        if (isGone) throw busy('gone');
        clearTimeout(timer);
        return run();
      })
      .finally(() => clearTimeout(timer))
      .then(resolve, reject);
  });
}

function busy(reason: string, cause?: unknown): Fault {
  const retryAfterSeconds = 1 + Math.floor(Math.random() * MAX_RETRY_AFTER_SECONDS);
  return new Fault('drm_busy', `DRM vendor: ${reason}`, { cause, retryAfterSeconds });
}
