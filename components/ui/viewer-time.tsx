'use client';

import { useSyncExternalStore } from 'react';
import { clocksDiffer, formatShortDateTime } from './format-date-time';

interface ViewerTimeProps {
  readonly iso: string;
  readonly venueTimeZone: string;
  readonly locale: string;
  /** The sentence with `slot` where the time goes. */
  readonly template: string;
  readonly slot: string;
}

/** The reader's own time, known in the browser only. The line has its height from the start: nothing jumps. */
export function ViewerTime({ iso, venueTimeZone, locale, template, slot }: ViewerTimeProps) {
  const timeZone = useSyncExternalStore(neverChanges, browserTimeZone, () => undefined);
  const at = new Date(iso);
  const differs = timeZone !== undefined && clocksDiffer(at, timeZone, venueTimeZone);
  return (
    <span className="block min-h-6 text-sm text-text-muted tabular-nums">
      {differs && template.replace(slot, formatShortDateTime({ at, timeZone, locale }))}
    </span>
  );
}

function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function neverChanges(): () => void {
  return () => undefined;
}
