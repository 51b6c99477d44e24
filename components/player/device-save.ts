import type { ReadinessChecks } from '@/lib/domain/readiness';

interface Result {
  /** Slug. */
  readonly event: string;
  readonly code: string;
  readonly checks: ReadinessChecks;
}

const TIMEOUT_MILLISECONDS = 10_000;

/** Hands the result to the server, which keeps it for this browser. False when it does not. Never throws. */
export async function saveReport(result: Result): Promise<boolean> {
  try {
    const response = await fetch('/api/readiness', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(result),
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    return response.ok;
  } catch {
    return false;
  }
}
