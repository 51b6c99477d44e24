/** Every reason a request cannot go on, with its HTTP status (docs/errors.md). */
export const faultStatus = {
  bad_request: 400,
  not_signed_in: 401,
  token_invalid: 401,
  token_expired: 401,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  body_too_large: 413,
  too_many_requests: 429,
  internal: 500,
  upstream_failed: 502,
  drm_unauthorized: 502,
  drm_refused: 502,
  drm_failed: 502,
  drm_empty: 502,
  drm_unreadable: 502,
  drm_overbroad: 502,
  unavailable: 503,
  drm_busy: 503,
  upstream_timeout: 504,
  drm_timeout: 504,
} as const satisfies Record<string, number>;

export type FaultCode = keyof typeof faultStatus;

/** Thrown when a request cannot go on. `message` is for logs; people read the text of `code`. */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: FaultCode, message?: string, options?: { cause?: unknown; retryAfterSeconds?: number }) {
    super(message ?? code, { cause: options?.cause });
    this.name = 'Fault';
    this.code = code;
    this.retryAfterSeconds = options?.retryAfterSeconds;
  }

  get status(): number {
    return faultStatus[this.code];
  }
}
