/** What a local date and time means in a time zone. */
export type ReadLocalTime =
  | { readonly kind: 'once'; readonly at: Date }
  /** Clocks are put back over it: `at` is the chosen one of the two moments. */
  | { readonly kind: 'twice'; readonly at: Date; readonly isLater: boolean }
  /** `skipped`: clocks are put forward over it. `unreadable`: no date and time, or no time zone. */
  | { readonly kind: 'skipped' | 'unreadable' };

const LATER = ' later';
const DAY_MS = 86_400_000;
const LOCAL_TIME = /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * A moment as a `datetime-local` field holds it, `2026-07-25T18:00`, by the clocks of that zone (IANA name). Where those
 * show it twice the second one has ` later` behind it. `readLocalTime` gives back the same moment.
 */
export function writeLocalTime(at: Date, timeZone: string): string {
  const local = wallClock(at.getTime(), timeZone);
  if (local === undefined) return '';
  const text = new Date(local).toISOString().replace(/(:00)?\.000Z$|Z$/, '');
  const read = readLocalTime(text, timeZone);
  return read.kind === 'twice' && read.at.getTime() !== at.getTime() ? withLater(text, true) : text;
}

/** The moment that a local time means in that zone. Never throws. */
export function readLocalTime(text: string, timeZone: string): ReadLocalTime {
  const local = localMs(withoutLater(text));
  if (local === undefined) return { kind: 'unreadable' };
  const [first, second] = momentsOf(local, timeZone);
  if (first === undefined) return { kind: isTimeZone(timeZone) ? 'skipped' : 'unreadable' };
  if (second === undefined) return { kind: 'once', at: new Date(first) };
  const isLater = text.endsWith(LATER);
  return { kind: 'twice', at: new Date(isLater ? second : first), isLater };
}

export function withoutLater(text: string): string {
  return text.endsWith(LATER) ? text.slice(0, -LATER.length) : text;
}

export function withLater(text: string, isLater: boolean): string {
  return withoutLater(text) + (isLater ? LATER : '');
}

/** Whether this is a time zone of the IANA database. */
export function isTimeZone(timeZone: string): boolean {
  return formatIn(timeZone) !== undefined;
}

/** The local time read as if it were UTC; undefined for what is no date, such as February 30. */
function localMs(text: string): number | undefined {
  if (!LOCAL_TIME.test(text)) return undefined;
  const ms = Date.parse(`${text.length === 16 ? `${text}:00` : text}Z`);
  return Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(text.slice(0, 16)) ? undefined : ms;
}

/** Every moment at which clocks of the zone show that time: none, one or two, the earlier first. */
function momentsOf(local: number, timeZone: string): readonly number[] {
  // Offsets on both sides: zones do not change theirs twice within two days.
  const offsets = [local - DAY_MS, local + DAY_MS].map((near) => (wallClock(near, timeZone) ?? near) - near);
  const candidates = [...new Set(offsets)].map((offset) => local - offset);
  return candidates.filter((at) => wallClock(at, timeZone) === local).sort((a, b) => a - b);
}

/** What clocks of the zone show, read as if it were UTC. */
function wallClock(at: number, timeZone: string): number | undefined {
  const format = formatIn(timeZone);
  if (format === undefined) return undefined;
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const seconds = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return seconds + (((at % 1000) + 1000) % 1000);
}

function formatIn(timeZone: string): Intl.DateTimeFormat | undefined {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  try {
    const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', { ...shape, timeZone });
    formats.set(timeZone, format);
    return format;
  } catch {
    return undefined;
  }
}

const shape = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
  hourCycle: 'h23',
} as const;
