'use client';

import { useTranslations } from 'next-intl';
import { clockText } from './clock-text';
import { useHold } from './hold-context';
import { useSecondsLeft } from './use-seconds-left';

/** How long the seat is kept: counted on screen, read out at five minutes, one minute and the end. */
export function HoldCountdown({ titleId }: { readonly titleId: string }) {
  const t = useTranslations('checkout.hold');
  const hold = useHold();
  const left = useSecondsLeft(hold);
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
          {clockText(left)}
        </span>
      </p>
      <p role="status" className="font-bold text-success">
        {hold.hasGrown && left > 0 && t('extended')}
      </p>
      <p role="status" className="sr-only">
        {left === 0 && t('expired')}
        {left > 0 && left <= 60 && t('oneMinute')}
        {left > 60 && left <= 300 && t('fiveMinutes')}
      </p>
    </div>
  );
}
