import type { TimelineEntry } from '@/lib/domain/timeline';

interface Place {
  /** IANA name. */
  readonly timeZone: string;
  readonly locale: string;
}

export interface TimelineDay {
  readonly day: string;
  readonly entries: readonly { readonly entry: TimelineEntry; readonly clock: string }[];
}

/** Entries that follow each other, under the day that they are of in that zone. */
export function entriesByDay(
  entries: readonly TimelineEntry[],
  { timeZone, locale }: Place,
): readonly TimelineDay[] {
  const dayOf = new Intl.DateTimeFormat(locale, {
    timeZone,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    timeZoneName: 'short',
  });
  const clockOf = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const days = new Map<string, TimelineDay['entries'][number][]>();
  for (const entry of entries) {
    const day = dayOf.format(entry.at);
    const ofDay = days.get(day) ?? [];
    ofDay.push({ entry, clock: clockOf.format(entry.at) });
    days.set(day, ofDay);
  }
  return [...days].map(([day, ofDay]) => ({ day, entries: ofDay }));
}

/** Where on the page an entry is, for links to it. */
export function entryId(key: string): string {
  return `entry-${key.replace(/[^\w-]/g, '-')}`;
}
