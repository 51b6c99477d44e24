import { now } from '@/lib/clock';

export type LogFields = Record<string, string | number | boolean | null | undefined>;

/** Anything that must not be kept: payment secrets, API keys, tokens, mail addresses, card numbers. */
const SECRETS =
  /(pi_[A-Za-z0-9]+_secret_[A-Za-z0-9]+|[sr]k_(?:test|live)_[A-Za-z0-9]+|whsec_[A-Za-z0-9]+|eyJ[\w-]+\.[\w-]+\.[\w-]*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b\d{13,19}\b)/g;

function redact(text: string): string {
  return text.replace(SECRETS, '[redacted]');
}

function write(level: 'info' | 'warn' | 'error', event: string, fields: LogFields): void {
  const entries = Object.entries(fields).map(([key, value]) => [
    key,
    typeof value === 'string' ? redact(value) : value,
  ]);
  const line = JSON.stringify({ at: now().toISOString(), level, event, ...Object.fromEntries(entries) });
  if (level === 'error') console.error(line);
  else console.log(line);
}

/** One JSON line per happening; known secrets and personal data are redacted from every text. */
export const log = {
  info: (event: string, fields: LogFields = {}) => write('info', event, fields),
  warn: (event: string, fields: LogFields = {}) => write('warn', event, fields),
  error: (event: string, fields: LogFields = {}) => write('error', event, fields),
};

/** The chain of messages of an error, for the `cause` field of a log line. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Drizzle's message is the whole statement with its parameters, which name people.
  if ('query' in error && 'params' in error && error.cause !== undefined)
    return `query: ${describeError(error.cause)}`;
  return error.cause === undefined ? error.message : `${error.message} ← ${describeError(error.cause)}`;
}
