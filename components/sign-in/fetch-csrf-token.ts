/** The token that next-auth asks for with each post; undefined when it cannot be had: offline, or the server is away. */
export async function fetchCsrfToken(): Promise<string | undefined> {
  try {
    const response = await fetch('/api/auth/csrf', { cache: 'no-store' });
    const body: unknown = await response.json();
    if (typeof body !== 'object' || body === null || !('csrfToken' in body)) return undefined;
    return typeof body.csrfToken === 'string' ? body.csrfToken : undefined;
  } catch {
    return undefined;
  }
}
