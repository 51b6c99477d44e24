import type { Locale } from '@/messages/routing';

interface Moment {
  readonly at: Date;
  /** IANA name. */
  readonly timeZone: string;
  readonly locale: Locale;
}

const day = { month: 'short', day: 'numeric', weekday: 'short' } as const;
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** `2026年10月3日(土)`, `Sat, Oct 3, 2026`. */
export function formatDay({ at, timeZone, locale }: Moment): string {
  return new Intl.DateTimeFormat(locale, { ...day, year: 'numeric', timeZone }).format(at);
}

/** `18:00`. */
export function formatClock({ at, timeZone, locale }: Moment): string {
  return new Intl.DateTimeFormat(locale, { ...clock, timeZone }).format(at);
}

/** `10月3日(土) 18:00 JST`, `Sat, Oct 3, 18:00 JST`. */
export function formatDayAndClock(moment: Moment): string {
  const { at, timeZone, locale } = moment;
  const shown = new Intl.DateTimeFormat(locale, { ...day, ...clock, timeZone }).format(at);
  return `${shown} ${zoneName(moment)}`;
}

/** As people call it there; ICU knows `JST` in Japanese only. */
export function zoneName({ at, timeZone, locale }: Moment): string {
  if (timeZone === 'Asia/Tokyo') return 'JST';
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
