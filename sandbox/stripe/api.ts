import { setTimeout as wait } from 'node:timers/promises';
import { ApiError, invalidParameter, type ErrorDetail } from './api-error';
import { apiVersion } from './events';
import { expandObject } from './expand';
import { takeFault, type Fault } from './faults';
import { decodeForm } from './form';
import { claimSlot, fillSlot, releaseSlot, type Reply } from './idempotency';
import { readKeyKind, secretKeyRequired, type KeyKind } from './key-kind';
import { publishableView, requireClientSecret } from './publishable-view';
import { readList, refuseUnknownParameters } from './request-params';
import { requireRoute } from './routes';
import { newId } from './store';
import { createScope, type Twin } from './twin';

export interface ApiRequest {
  id: string;
  method: string;
  path: string;
  query: string;
  body: string;
  authorization?: string | undefined;
  idempotencyKey?: string | undefined;
  stripeVersion?: string | undefined;
}

export type ApiOutcome =
  | { kind: 'reply'; status: number; body: object; headers: Record<string, string> }
  | { kind: 'html' }
  | { kind: 'reset' };

/** Answers one `/v1` request as Stripe would, or breaks as a fault was told to. Never throws. */
export async function handleApiRequest(twin: Twin, request: ApiRequest): Promise<ApiOutcome> {
  try {
    const key = readKeyKind(request.authorization, twin.keys);
    requireVersion(request);
    const fault = takeFault(twin.faults, request);
    const early = fault === undefined ? undefined : breakBefore(fault);
    if (early !== undefined) return early;
    return await handleOnce(twin, { request, key, fault });
  } catch (error) {
    return replyTo(error);
  }
}

interface Turn {
  request: ApiRequest;
  key: KeyKind;
  fault: Fault | undefined;
}

async function handleOnce(twin: Twin, turn: Turn): Promise<ApiOutcome> {
  const { request, fault } = turn;
  const key = request.method === 'POST' ? request.idempotencyKey : undefined;
  if (key === undefined) return settle(await execute(twin, turn), fault);
  const replay = claimSlot(twin.slots, { key, request });
  if (replay !== undefined) {
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
      throw new ApiError({
        status: 429,
        type: 'invalid_request_error',
        message: 'Request rate limit exceeded.',
        code: 'rate_limit',
        executed: false,
      });
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

function errorBody(detail: ErrorDetail, key: KeyKind): object {
  const { type, code, param, charge, message } = detail;
  const paymentIntent = detail.paymentIntent;
  return structuredClone({
    error: {
      ...(charge === undefined ? {} : { charge }),
      ...(code === undefined
        ? {}
        : { code, doc_url: `https://docs.stripe.com/error-codes/${code.replaceAll('_', '-')}` }),
      ...(detail.declineCode === undefined ? {} : { decline_code: detail.declineCode }),
      message,
      ...(param === undefined ? {} : { param }),
      ...(paymentIntent === undefined
        ? {}
        : { payment_intent: key === 'publishable' ? publishableView(paymentIntent) : paymentIntent }),
      ...(detail.paymentMethod === undefined ? {} : { payment_method: detail.paymentMethod }),
      type,
    },
  });
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
