import { type BoardNumbers, isBoardNumbers } from '@/lib/domain/board';

const PATIENCE_MS = 8000;

/**
 * Undefined when there is no answer, or none that this page can read; `gone`: signed out, or not staff any more. A sign-in
 * that is over leads to the sign-in page (proxy.ts).
 */
export async function fetchBoard(
  address: string,
  signal: AbortSignal,
): Promise<BoardNumbers | 'gone' | undefined> {
  try {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    const response = await fetch(address, { signal: patience, cache: 'no-store' });
    if (response.redirected || response.status === 404) return 'gone';
    const answer: unknown = response.ok ? await response.json() : undefined;
    return isBoardNumbers(answer) ? answer : undefined;
  } catch {
    return undefined;
  }
}
