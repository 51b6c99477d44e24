import type Stripe from 'stripe';

export interface ErrorDetail {
  status: number;
  type: 'invalid_request_error' | 'card_error' | 'idempotency_error' | 'api_error';
  message: string;
  code?: string | undefined;
  param?: string | undefined;
  declineCode?: string | undefined;
  charge?: string | undefined;
  paymentIntent?: Stripe.PaymentIntent | undefined;
  paymentMethod?: Stripe.PaymentMethod | undefined;
  /** True once execution had begun: the idempotency key then replays this very error. */
  executed: boolean;
}

/** The one thing thrown on a request's way; it becomes Stripe's `{ error: … }` body. */
export class ApiError extends Error {
  readonly detail: ErrorDetail;

  constructor(detail: ErrorDetail) {
    super(detail.message);
    this.detail = detail;
  }
}

interface Refusal {
  message: string;
  param?: string;
  code?: string;
  status?: number;
}

/** A request refused by its shape, before execution: the idempotency key stays free. */
export function invalidParameter(refusal: Refusal): ApiError {
  return new ApiError({ status: 400, type: 'invalid_request_error', executed: false, ...refusal });
}

/** A request refused by the state it met, after execution began: 400, and the idempotency key keeps it. */
export function refusedByState(refusal: Refusal & { paymentIntent?: Stripe.PaymentIntent }): ApiError {
  return new ApiError({ status: 400, type: 'invalid_request_error', executed: true, ...refusal });
}

/** 404 `resource_missing` in the path, 400 in a parameter, as Stripe does; the id of a PaymentIntent is its `intent`. */
export function noSuch(kind: string, id: string, param?: string): ApiError {
  const inPath = kind === 'payment_intent' ? 'intent' : 'id';
  const where = param === undefined ? { status: 404, param: inPath } : { status: 400, param };
  return refusedByState({ message: `No such ${kind}: '${id}'`, code: 'resource_missing', ...where });
}

/** What Stripe can do and this twin cannot: refused loudly, so that nobody believes it was done. */
export function notImitated(what: string, param?: string): ApiError {
  return invalidParameter({
    message: `[sandbox] ${what} exists at Stripe but is not imitated here.`,
    code: 'sandbox_not_imitated',
    ...(param === undefined ? {} : { param }),
  });
}

/** A decline: 402, with the charge, payment method and PaymentIntent that Stripe attaches. */
export function cardError(detail: Omit<ErrorDetail, 'status' | 'type' | 'executed'>): ApiError {
  return new ApiError({ status: 402, type: 'card_error', executed: true, ...detail });
}
