import type { Finding, Outcome } from './device-checks';

const TIMEOUT_MILLISECONDS = 10_000;
/** A clock is never quite right, and `Date` tells whole seconds. */
const TOLERATED_SECONDS = 30;

export interface ServerAnswer {
  readonly connection: Outcome;
  readonly clock: Outcome;
  readonly finding?: Finding;
}

/** Whether our server answers, and how far this device's clock is from its own. Never throws. */
export async function askServer(): Promise<ServerAnswer> {
  const startedAt = performance.now();
  try {
    const response = await fetch('/api/health', {
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    const serverTime = Date.parse(response.headers.get('date') ?? '');
    const wayMs = performance.now() - startedAt;
    return {
      connection: response.ok ? { result: 'passed' } : offline,
      ...judgeClock({ serverTime, now: Date.now(), wayMs }),
    };
  } catch {
    return { connection: offline, clock: { result: 'skipped' } };
  }
}

const offline: Outcome = { result: 'failed', advice: { kind: 'fix', fix: 'offline' } };

interface ClockReading {
  /** Epoch milliseconds when the answer was made, cut to the second; NaN: not told. */
  readonly serverTime: number;
  /** This device's epoch milliseconds when it arrived. */
  readonly now: number;
  /** There and back. */
  readonly wayMs: number;
}

/**
 * Warns of a clock that is more than 30 s off. It stops nothing: countdowns, tokens and streams keep to the server's time.
 * But what the device itself shows and reminds of comes too early or too late.
 */
export function judgeClock({
  serverTime,
  now,
  wayMs,
}: ClockReading): Pick<ServerAnswer, 'clock' | 'finding'> {
  if (Number.isNaN(serverTime)) return { clock: { result: 'skipped' } };
  const seconds = Math.round((now - wayMs / 2 - (serverTime + 500)) / 1000);
  const certain = Math.abs(seconds) - wayMs / 2000;
  if (certain <= TOLERATED_SECONDS) return { clock: { result: 'passed' } };
  return {
    clock: { result: 'warned', advice: { kind: 'fix', fix: 'clock_off' } },
    finding: { kind: 'clock', seconds },
  };
}
