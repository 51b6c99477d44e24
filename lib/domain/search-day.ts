/** A day as people say it, often without its year. */
export interface SearchDay {
  readonly year: number | undefined;
  readonly month: number;
  readonly day: number;
}

const withYear = /(?<!\d)(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*日?/;
const withoutYear = /(?<![\d,.])(\d{1,2})(?:\s*[/-]\s*|\s*月\s*)(\d{1,2})(?!\d)\s*日?/;

/** As bank lists write it, `20261129`; not where it is marked as money. */
const compact =
  /(?<![\d,.*]|[¥\\$€£]\s*)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\d,.]|\s*(?:円|yen|jpy|usd|eur|ドル))/;

/** The first day that the text names, and the text without it. */
export function takeDay(text: string): { readonly day: SearchDay | undefined; readonly rest: string } {
  const match = withYear.exec(text) ?? compact.exec(text) ?? withoutYear.exec(text);
  if (match === null) return { day: undefined, rest: text };
  const numbers = match.slice(1).map(Number);
  const [year, month = 0, day = 0] = numbers.length === 3 ? numbers : [undefined, ...numbers];
  if (!isDay({ year, month, day })) return { day: undefined, rest: text };
  const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
  return { day: { year, month, day }, rest };
}

/**
 * The day as `2026-11-29`. Without a year the last one that has begun anywhere on earth: nobody asks about a payment
 * to come. 29 February is looked for in the last leap year.
 */
export function isoDay(searched: SearchDay, now: Date): string {
  const { month, day } = searched;
  const latest = now.getTime() + 14 * 60 * 60_000;
  let year = searched.year ?? new Date(latest).getUTCFullYear();
  while (
    searched.year === undefined &&
    (Date.UTC(year, month - 1, day) > latest || !isDay({ year, month, day }))
  )
    year -= 1;
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

function isDay({ year = 2024, month, day }: SearchDay): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
