interface Moment {
  readonly at: Date;
  /** IANA name. */
  readonly timeZone: string;
  readonly locale: string;
}

/** Day, time and zone as that language writes them: `2026年7月25日(土) 18:00 JST`. */
export function formatDateTime({ at, timeZone, locale }: Moment): string {
  const shape = { ...clock, year: 'numeric', month: 'short', timeZone, timeZoneName: 'short' } as const;
  return new Intl.DateTimeFormat(locale, shape).format(at);
}

/** The same moment in few words, for a line of its own: `7月25日(土) 5:00 GMT-4`. */
export function formatShortDateTime({ at, timeZone, locale }: Moment): string {
  const shape = { ...clock, month: 'short', timeZone, timeZoneName: 'short' } as const;
  return new Intl.DateTimeFormat(locale, shape).format(at);
}

/** Whether clocks of the two zones show different times at that moment. */
export function clocksDiffer(at: Date, zone: string, otherZone: string): boolean {
  const wallClock = (timeZone: string) =>
    new Intl.DateTimeFormat('en', { ...clock, month: 'long', timeZone }).format(at);
  return wallClock(zone) !== wallClock(otherZone);
}

const clock = {
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;
