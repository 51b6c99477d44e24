import { Fault, type FaultCode } from '@/lib/fault';

/** The code of a thrown thing: a Fault's own, `unavailable` when PostgreSQL is away, undefined for a bug. */
export function faultCodeOf(error: unknown): FaultCode | undefined {
  if (error instanceof Fault) return error.code;
  return isDatabaseAway(error) ? 'unavailable' : undefined;
}

/**
 * SQLSTATE class 08, 57P0x (shut down), 53xxx (no connection, memory or disk left), 25006 (a replica after a failover),
 * 57014 and 55P03 (a statement or lock that took too long), or what node and node-postgres say of a socket.
 */
const AWAY_CODE = /^(08|57P0|53|25006|57014|55P03|ECONN|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|EPIPE)/;
const AWAY_MESSAGE =
  /timeout exceeded when trying to connect|Connection terminated|is not queryable|Query read timeout/;

/** Whether PostgreSQL cannot serve just now, as opposed to a statement of ours that is wrong. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && AWAY_CODE.test(String(error.code))) return true;
  return AWAY_MESSAGE.test(error.message) || isDatabaseAway(error.cause);
}
