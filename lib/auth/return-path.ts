/**
 * The path to return to after sign-in, always one of ours: anything that a browser could read as another
 * host (`//evil`, `/\evil`, `https:…`, control characters) becomes `/`.
 */
export function safeReturnPath(wanted: string | null | undefined): string {
  if (wanted === null || wanted === undefined || wanted.length > 1000) return '/';
  if (/[\\\p{Cc}]/u.test(wanted) || !URL.canParse(wanted, ORIGIN)) return '/';
  const url = new URL(wanted, ORIGIN);
  const path = url.pathname + url.search + url.hash;
  const staysHere = wanted.startsWith('/') && url.origin === ORIGIN && !path.startsWith('//');
  return staysHere ? path : '/';
}

const ORIGIN = 'http://same-origin.invalid';
