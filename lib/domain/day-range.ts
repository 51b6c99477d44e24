/** Calendar days of one time zone, `YYYY-MM-DD`, both included; undefined: no bound. */
export interface DayRange {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export const wholeTime: DayRange = { from: undefined, to: undefined };

/** The range as it was typed, an empty field being no bound; undefined when a day does not exist or the end comes first. */
export function parseDayRange(typed: { readonly from: string; readonly to: string }): DayRange | undefined {
  const from = typed.from === '' ? undefined : typed.from;
  const to = typed.to === '' ? undefined : typed.to;
  if ((from !== undefined && !isDay(from)) || (to !== undefined && !isDay(to))) return undefined;
  return from !== undefined && to !== undefined && from > to ? undefined : { from, to };
}

/** From the year 2000 to 2099: what else is typed is a slip. */
function isDay(text: string): boolean {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
