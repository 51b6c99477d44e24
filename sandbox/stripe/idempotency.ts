import { createHash } from 'node:crypto';
import { ApiError, invalidParameter } from './api-error';

export interface Reply {
  status: number;
  body: object;
}

interface Slot {
  fingerprint: string;
  requestId: string;
  /** Unix seconds by the twin's clock. */
  claimedAt: number;
  /** Absent while the first request is in flight. */
  reply?: Reply;
}

export type IdempotencySlots = Map<string, Slot>;

/** Stripe may forget a key after a day; the twin always does. */
const keptSeconds = 86_400;

interface Claim {
  key: string;
  request: { method: string; path: string; body: string; id: string };
  /** Unix seconds by the twin's clock. */
  now: number;
}

/**
 * Takes the key for a first request, or returns the stored reply of an earlier one.
 * Throws 400 `idempotency_error` for other parameters and 409 while the first is in flight.
 */
export function claimSlot(
  slots: IdempotencySlots,
  { key, request, now }: Claim,
): { reply: Reply; requestId: string } | undefined {
  if (key.length > 255) throw invalidParameter({ message: 'Idempotency keys are at most 255 characters.' });
  const fingerprint = createHash('sha256')
    .update(`${request.method} ${request.path}\n${request.body}`)
    .digest('hex');
  const slot = slots.get(key);
  if (slot === undefined || (slot.reply !== undefined && now - slot.claimedAt > keptSeconds)) {
    slots.set(key, { fingerprint, requestId: request.id, claimedAt: now });
    return undefined;
  }
  if (slot.fingerprint !== fingerprint) throw otherParameters(key);
  if (slot.reply === undefined) throw inFlight();
  return { reply: slot.reply, requestId: slot.requestId };
}

/** Stores what a claimed key answers from now on, errors included. */
export function fillSlot(slots: IdempotencySlots, key: string, reply: Reply): void {
  const slot = slots.get(key);
  if (slot !== undefined) slot.reply = reply;
}

/** Gives a key back when the request never began to execute. */
export function releaseSlot(slots: IdempotencySlots, key: string): void {
  slots.delete(key);
}

function otherParameters(key: string): ApiError {
  return new ApiError({
    status: 400,
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    executed: false,
  });
}

function inFlight(): ApiError {
  return new ApiError({
    status: 409,
    type: 'idempotency_error',
    message: 'There is currently another in-progress request using this Idempotent Key.',
    code: 'idempotency_key_in_use',
    executed: false,
  });
}
