const TIMEOUT_MS = 8000;

export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
  /** Milliseconds from asking to the whole answer. */
  readonly tookMs: number;
}

interface Question {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/**
 * One HTTP request, at most eight seconds, redirects not followed. Throws an error that says in words for people what
 * kept the answer away.
 */
export async function ask(url: string, question: Question = {}): Promise<Asked> {
  const started = performance.now();
  try {
    const response = await fetch(url, {
      ...question,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = Buffer.from(await response.arrayBuffer());
    const { status, headers } = response;
    return { status, headers, body, tookMs: performance.now() - started };
  } catch (error) {
    throw new Error(`no answer from ${hostOf(url)}: ${reasonOf(error)}`, { cause: error });
  }
}

/** Scheme, host and port: never the query, which may hold what is nobody's business. */
export function hostOf(url: string): string {
  return URL.parse(url)?.origin ?? 'an address that cannot be read';
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `nothing within ${TIMEOUT_MS / 1000} s`;
  const { cause } = error;
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message;
  return error.message;
}
