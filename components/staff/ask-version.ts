/**
 * `same`: no answer, so nothing is known to be new; `gone`: signed out, or not staff any more. A sign-in that is over leads
 * to the sign-in page (proxy.ts).
 */
export async function askVersion(address: string, signal: AbortSignal): Promise<string> {
  try {
    const response = await fetch(address, { signal, cache: 'no-store' });
    if (response.redirected || response.status === 404) return 'gone';
    const body: unknown = response.ok ? await response.json() : undefined;
    if (typeof body !== 'object' || body === null || !('version' in body)) return 'same';
    return typeof body.version === 'string' ? body.version : 'same';
  } catch {
    return 'same';
  }
}
