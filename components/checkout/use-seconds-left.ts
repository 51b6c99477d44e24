'use client';

import { useEffect, useState } from 'react';
import type { Hold } from './hold-context';

/** Whole seconds until the hold ends, never below 0, as seen from the server. */
export function useSecondsLeft({ until, serverTime }: Pick<Hold, 'until' | 'serverTime'>): number {
  const [passed, setPassed] = useState({ since: serverTime, ms: 0 });
  useEffect(() => {
    const startedAt = Date.now();
    const tick = () => setPassed({ since: serverTime, ms: Date.now() - startedAt });
    const timer = window.setInterval(tick, 500);
    return () => window.clearInterval(timer);
  }, [serverTime]);
  // A page made anew has a new server time: what passed since the old one does not count against it.
  const passedMs = passed.since === serverTime ? passed.ms : 0;
  return Math.max(0, Math.ceil((Date.parse(until) - Date.parse(serverTime) - passedMs) / 1000));
}
