'use client';

import { useEffect, useState } from 'react';

interface Hold {
  /** ISO 8601. */
  readonly until: string;
  /** The server's clock when it made the page: browsers' clocks are wrong by minutes. */
  readonly serverTime: string;
}

/** Whole seconds until the hold ends, never below 0, as seen from the server. */
export function useSecondsLeft({ until, serverTime }: Hold): number {
  const totalMs = Date.parse(until) - Date.parse(serverTime);
  const [passedMs, setPassedMs] = useState(0);
  useEffect(() => {
    const startedAt = Date.now();
    const timer = window.setInterval(() => setPassedMs(Date.now() - startedAt), 500);
    return () => window.clearInterval(timer);
  }, [until, serverTime]);
  return Math.max(0, Math.ceil((totalMs - passedMs) / 1000));
}
