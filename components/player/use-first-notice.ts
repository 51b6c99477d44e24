'use client';

import { useEffect, useState } from 'react';

/** So long, in milliseconds, that it can be read even where the picture comes at once. */
const READ_MS = 6000;

/**
 * Whether the no-recording notice is due over the picture: on the first start of a day in this tab, for six seconds.
 * Where the browser keeps nothing, on each start.
 */
export function useFirstNotice(eventDayId: string, isStarted: boolean): boolean {
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    const storedAs = `stagedoor.notice.${eventDayId}`;
    if (wasShown(storedAs)) return;
    const begin = setTimeout(() => setIsShown(true));
    return () => clearTimeout(begin);
  }, [eventDayId]);
  useEffect(() => {
    if (!isStarted || !isShown) return;
    remember(`stagedoor.notice.${eventDayId}`);
    const end = setTimeout(() => setIsShown(false), READ_MS);
    return () => clearTimeout(end);
  }, [eventDayId, isStarted, isShown]);
  return isShown;
}

function wasShown(storedAs: string): boolean {
  try {
    return window.sessionStorage.getItem(storedAs) !== null;
  } catch {
    // Site data is blocked.
    return false;
  }
}

function remember(storedAs: string): void {
  try {
    window.sessionStorage.setItem(storedAs, 'shown');
  } catch {
    // Site data is blocked: it is shown again.
    return;
  }
}
