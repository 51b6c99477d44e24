'use client';

import { useTranslations } from 'next-intl';
import { useSecondsLeft } from './use-seconds-left';

interface HoldCountdownProps {
  /** Names the section around it. */
  readonly titleId: string;
  readonly until: string;
  readonly serverTime: string;
}

/** How long the seat is kept: counted on screen, read out at five minutes, one minute and the end. */
export function HoldCountdown({ titleId, until, serverTime }: HoldCountdownProps) {
  const t = useTranslations('checkout.hold');
  const left = useSecondsLeft({ until, serverTime });
  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  return (
    <div className="flex flex-col gap-2">
      <h2 id={titleId} className="text-xl">
        {left > 0 ? t('title') : t('expired')}
      </h2>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span id="hold-left">{t('left')}</span>
        <span
          role="timer"
          aria-labelledby="hold-left"
          className={`text-2xl font-bold tabular-nums ${left <= 60 ? 'text-danger' : ''}`}
        >
          {clock}
        </span>
      </p>
      <p role="status" className="sr-only">
        {left === 0 && t('expired')}
        {left > 0 && left <= 60 && t('oneMinute')}
        {left > 60 && left <= 300 && t('fiveMinutes')}
      </p>
    </div>
  );
}
