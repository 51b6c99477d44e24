import {
  bulkhead,
  circuitBreaker,
  CircuitState,
  handleWhen,
  SamplingBreaker,
  type BulkheadPolicy,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import type { KeySystem } from '@/lib/domain/key-system';
import { isSoapFault } from '@/lib/drm/judge-reply';
import type { VendorReply } from '@/lib/drm/vendor';
import { Fault } from '@/lib/fault';
import { log } from '@/lib/log';

export interface EndpointLimits {
  readonly maxConcurrent: number;
  readonly maxQueued: number;
  readonly breakerWindowMs: number;
  /** Calls per second in the window below which the breaker never opens. */
  readonly breakerMinRps: number;
  /** How long an open breaker refuses before it lets one call through. */
  readonly openMs: number;
}

/** What is asked there: some vendors have one address for all key systems, of which one may fail alone. */
export type Lane = KeySystem | 'certificate';

export type BreakerState = 'closed' | 'open' | 'half_open';

/** One lane of a vendor's address with its own breaker and queue; `name` has origin and path, never the query. */
export interface Endpoint {
  readonly name: string;
  readonly breaker: CircuitBreakerPolicy;
  readonly bulkhead: BulkheadPolicy;
}

/** Half of the calls: a share, not a count of failures in a row, which a blip of one of many vendor hosts would reach. */
const BREAKING_SHARE = 0.5;

const stateNames = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half_open',
  [CircuitState.Isolated]: 'open',
} as const satisfies Record<CircuitState, BreakerState>;

const endpoints = new Map<string, Endpoint>();

/** The endpoint of an address; its limits are those of the first call that went there. */
export function endpointOf(lane: Lane, url: URL, limits: EndpointLimits): Endpoint {
  const name = `${lane} ${url.origin}${url.pathname}`;
  const known = endpoints.get(name);
  if (known !== undefined) return known;
  const endpoint = { name, breaker: breakerFor(name, limits), bulkhead: queueFor(limits) };
  endpoints.set(name, endpoint);
  return endpoint;
}

/** Every endpoint called since the process began; `open` lasts until the next call, which is let through as a trial. */
export function breakerStates(): readonly { readonly endpoint: string; readonly state: BreakerState }[] {
  return [...endpoints.values()].map(({ name, breaker }) => ({
    endpoint: name,
    state: stateNames[breaker.state],
  }));
}

function breakerFor(name: string, limits: EndpointLimits): CircuitBreakerPolicy {
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof Fault).orWhenResult(
      (result) => isReply(result) && isServerError(result),
    ),
    {
      halfOpenAfter: limits.openMs,
      breaker: new SamplingBreaker({
        threshold: BREAKING_SHARE,
        duration: limits.breakerWindowMs,
        minimumRps: limits.breakerMinRps,
      }),
    },
  );
  breaker.onStateChange((state) => log.warn('drm.breaker', { endpoint: name, state: stateNames[state] }));
  return breaker;
}

function queueFor({ maxConcurrent, maxQueued }: EndpointLimits): BulkheadPolicy {
  return bulkhead(maxConcurrent, maxQueued);
}

/**
 * 4xx are about one viewer or our credentials: no reason to leave everybody else without a license. So are SOAP faults,
 * with which PlayReady servers answer a bad challenge, at status 500.
 */
function isServerError(reply: VendorReply): boolean {
  return reply.status >= 500 && !(reply.status === 500 && isSoapFault(reply.body));
}

function isReply(result: unknown): result is VendorReply {
  return typeof result === 'object' && result !== null && 'status' in result && 'body' in result;
}
