import { type DayRange, parseDayRange, wholeTime } from './day-range';
import { classifySearch } from './search-query';
import { type StaffPower, staffPowers } from './staff-role';

/** Which records are asked for; what is undefined does not matter. */
export interface AuditFilter {
  /** Part of the staff member's address, in small letters. */
  readonly who: string | undefined;
  readonly power: StaffPower | undefined;
  /** An id or a code. */
  readonly order: string | undefined;
  readonly eventId: string | undefined;
  /** Of the house's zone (lib/domain/house-time-zone.ts). */
  readonly range: DayRange;
}

export interface TypedAuditFilter {
  readonly who: string;
  readonly power: string;
  readonly order: string;
  readonly event: string;
  readonly from: string;
  readonly to: string;
}

export type AuditFilterProblem = 'days' | 'order';

/** The filter as it was typed. What cannot be meant is left out and named. */
export function parseAuditFilter(typed: TypedAuditFilter): {
  readonly filter: AuditFilter;
  readonly problems: readonly AuditFilterProblem[];
} {
  const range = parseDayRange(typed);
  const query = classifySearch(typed.order);
  const isOrder = query.kind === 'order_id' || query.kind === 'order_code';
  const problems: AuditFilterProblem[] = [];
  if (range === undefined) problems.push('days');
  if (!isOrder && query.kind !== 'empty') problems.push('order');
  const who = typed.who.normalize('NFKC').trim().toLowerCase();
  const filter = {
    who: who === '' ? undefined : who,
    power: powers.find((power) => power === typed.power),
    order: isOrder ? query.value : undefined,
    eventId: /^[\w-]{1,100}$/.test(typed.event) ? typed.event : undefined,
    range: range ?? wholeTime,
  };
  return { filter, problems };
}

/** In the order of the matrix. */
export const powers: readonly StaffPower[] = Object.keys(staffPowers).filter(isPower);

function isPower(name: string): name is StaffPower {
  return Object.hasOwn(staffPowers, name);
}
