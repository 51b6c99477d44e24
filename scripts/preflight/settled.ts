import { type CheckLine, noGo } from './check-line';

/** A check's lines; what it could not find out for an error is a no-go with that error. */
export async function settled(
  what: string,
  check: () => Promise<readonly CheckLine[]>,
): Promise<readonly CheckLine[]> {
  try {
    return await check();
  } catch (error) {
    return [noGo(what, innermost(error), 'Mend what is said here, then run this again.')];
  }
}

/** Drizzle's own message is the statement; what went wrong is in its cause. */
function innermost(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if ('query' in error && cause instanceof Error)
    return cause.message || ('code' in cause ? String(cause.code) : 'no answer');
  return error.message.split('\n')[0] ?? '';
}
