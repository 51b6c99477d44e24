'use client';

import { useEffect, useState } from 'react';
import { countdownText } from './countdown-text';

interface CountdownProps {
  readonly until: string;
  /** What to add to the browser's clock to get the server's. */
  readonly skewMs: number;
  /** `開場まで {time}`. */
  readonly template: string;
  readonly days: string;
  readonly now: string;
}

/** Time left by the server's clock. A timer: seen, and read on demand, never read out by itself. */
export function Countdown({ until, skewMs, template, days, now }: CountdownProps) {
  const [leftMs, setLeftMs] = useState<number>();
  useEffect(() => {
    const tick = () => setLeftMs(Date.parse(until) - Date.now() - skewMs);
    const first = window.setTimeout(tick);
    const timer = window.setInterval(tick, 1000);
    return () => {
      window.clearTimeout(first);
      window.clearInterval(timer);
    };
  }, [until, skewMs]);
  if (leftMs === undefined) return null;
  return (
    <span role="timer" className="tabular-nums">
      {leftMs <= 0 ? now : template.replace('{time}', countdownText(leftMs, { days, now }))}
    </span>
  );
}
