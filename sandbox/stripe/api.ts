import { setTimeout as wait } from 'node:timers/promises';
import { ApiError, invalidParameter } from './api-error';
import type { ApiOutcome, ApiRequest } from './api-exchange';
import { recordCall, type Trace } from './call-book';
import { secondsNow } from './clock';
import { errorBody } from './error-body';
import { apiVersion } from './events';
import { expandObject } from './expand';
import { takeFault, type Fault } from './faults';
import { decodeForm } from './form';
import { claimSlot, fillSlot, releaseSlot, type Reply } from './idempotency';
import { readKeyKind, secretKeyRequired, type KeyKind } from './key-kind';
import { publishableView, requireClientSecret } from './publishable-view';
import { takeWrite, tooManyRequests } from './rate-limit';
import { readList, refuseUnknownParameters } from './request-params';
import { requireRoute } from './routes';
import { newId } from './store';
import { createScope, settleDue, type Twin } from './twin';

/** Answers one `/v1` request as Stripe would, or breaks as a fault was told to. Never throws. */
export async function handleApiRequest(twin: Twin, request: ApiRequest): Promise<ApiOutcome> {
  settleDue(twin);
  const trace: Trace = { key: null, executed: false, replayed: false, result: undefined };
  const outcome = await answer(twin, request, trace);
  recordCall(twin.calls, twin.store, { request, trace, outcome });
  return outcome;
}

async function answer(twin: Twin, request: ApiRequest, trace: Trace): Promise<ApiOutcome> {
  try {
    const key = readKeyKind(request.authorization, twin.keys);
    trace.key = key;
    requireVersion(request);
    if (key === 'secret' && request.method === 'POST') takeWrite(twin.writeLimit, twin.store.clock);
    const fault = takeFault(twin.faults, request);
    const early = fault === undefined ? undefined : breakBefore(fault);
    if (early !== undefined) return early;
    return await handleOnce(twin, { request, key, fault, trace });
  } catch (error) {
    return replyTo(error);
  }
}

interface Turn {
  request: ApiRequest;
  key: KeyKind;
  fault: Fault | undefined;
  trace: Trace;
}

async function handleOnce(twin: Twin, turn: Turn): Promise<ApiOutcome> {
  const { request, fault, trace } = turn;
  const key = request.method === 'POST' ? request.idempotencyKey : undefined;
  if (key === undefined) return settle(await execute(twin, turn), fault);
  const replay = claimSlot(twin.slots, { key, request, now: secondsNow(twin.store.clock) });
  if (replay !== undefined) {
    Object.assign(trace, { replayed: true, result: replay.reply.body });
    const headers = { 'idempotent-replayed': 'true', 'original-request': replay.requestId };
    return settle(replay.reply, fault, headers);
  }
  const done = await execute(twin, turn);
  if (done.executed) fillSlot(twin.slots, key, { status: done.status, body: done.body });
  else releaseSlot(twin.slots, key);
  return settle(done, fault);
}

async function execute(twin: Twin, turn: Turn): Promise<Reply & { executed: boolean }> {
  if (turn.fault?.kind === 'slow') await wait(turn.fault.ms);
  const reply = run(twin, turn);
  Object.assign(turn.trace, { executed: reply.executed, result: reply.body });
  if (turn.fault?.kind !== '500_after') return reply;
  return { status: 500, body: errorBody(unknownError(true).detail, turn.key), executed: true };
}

function run(twin: Twin, { request, key }: Turn): Reply & { executed: boolean } {
  try {
    return { status: 200, body: call(twin, request, key), executed: true };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { detail } = error;
    return { status: detail.status, body: errorBody(detail, key), executed: detail.executed };
  }
}

function call(twin: Twin, request: ApiRequest, key: KeyKind): object {
  const { route, id } = requireRoute(request.method, request.path);
  const params = decodeForm(request.method === 'GET' ? request.query : request.body);
  if (key === 'publishable' && route.publishable === undefined) throw secretKeyRequired();
  if (key === 'publishable') requireClientSecret(twin.store, id, params);
  refuseUnknownParameters(
    params,
    (key === 'publishable' ? route.publishable : undefined) ?? route.parameters,
  );
  const scope = createScope(twin, {
    requestId: request.id,
    idempotencyKey: request.idempotencyKey ?? null,
  });
  const result = route.handle({ scope, params, key, path: request.path, id });
  const seen = key === 'publishable' ? publishableView(result) : result;
  return structuredClone(expandObject(twin.store, seen, readList(params, 'expand') ?? []));
}

function breakBefore(fault: Fault): ApiOutcome | undefined {
  switch (fault.kind) {
    case '429':
      throw tooManyRequests();
    case '500':
      throw unknownError(false);
    case 'reset':
      return { kind: 'reset' };
    case 'html_200':
      return { kind: 'html' };
    case 'json_without_error_404':
      return { kind: 'reply', status: 404, body: { message: 'Not Found' }, headers: {} };
    case 'slow':
    case '500_after':
    case 'lost_reply':
      return undefined;
  }
}

function settle(reply: Reply, fault: Fault | undefined, headers: Record<string, string> = {}): ApiOutcome {
  if (fault?.kind === 'lost_reply') return { kind: 'reset' };
  return {
    kind: 'reply',
    status: reply.status,
    body: reply.body,
    headers: { ...retryHint(reply), ...headers },
  };
}

function retryHint({ status }: Reply): Record<string, string> {
  if (status === 409) return { 'stripe-should-retry': 'true' };
  return status >= 500 ? { 'stripe-should-retry': 'false' } : {};
}

function replyTo(error: unknown): ApiOutcome {
  if (!(error instanceof ApiError)) console.error(error);
  const { detail } = error instanceof ApiError ? error : unknownError(false);
  return settle({ status: detail.status, body: errorBody(detail, 'secret') }, undefined);
}

function requireVersion({ stripeVersion }: ApiRequest): void {
  if (stripeVersion === undefined || stripeVersion === apiVersion) return;
  throw invalidParameter({
    message: `[sandbox] Only API version ${apiVersion} is imitated, not ${stripeVersion}.`,
    code: 'sandbox_not_imitated',
  });
}

function unknownError(executed: boolean): ApiError {
  return new ApiError({ status: 500, type: 'api_error', message: 'An unknown error occurred.', executed });
}

/** An id as Stripe's `request-id` header has it. */
export function newRequestId(): string {
  return newId('req', 14);
}
