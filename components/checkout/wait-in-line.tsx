'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { aboutSeconds, placeNow } from './wait-words';

interface WaitInLineProps {
  /** As the server told them; counted down from there. */
  readonly place: number;
  readonly seconds: number;
  readonly onTurn: () => void;
  readonly onLeave: () => void;
}

/** The buyer's place in line, counted in steps that a screen reader can keep up with. */
export function WaitInLine({ place, seconds, onTurn, onLeave }: WaitInLineProps) {
  const t = useTranslations('checkout.pay.wait');
  const left = useWait(seconds, onTurn);
  const shown = aboutSeconds(left);
  return (
    <div className="flex flex-col items-start gap-3">
      <Notice tone="info" title={t('title')}>
        {t('text', { place: placeNow(place, { of: seconds, left: shown }), seconds: shown })}
      </Notice>
      <p className="text-sm text-text-muted">{t('auto')}</p>
      <Button variant="secondary" onClick={onLeave}>
        {t('leave')}
      </Button>
    </div>
  );
}

function useWait(seconds: number, onTurn: () => void): number {
  const [left, setLeft] = useState(seconds);
  const turn = useEffectEvent(onTurn);
  useEffect(() => {
    const startedAt = Date.now();
    const tick = () => setLeft(Math.max(0, seconds - Math.floor((Date.now() - startedAt) / 1000)));
    const timer = window.setInterval(tick, 1000);
    const end = window.setTimeout(() => turn(), seconds * 1000);
    return () => {
      window.clearInterval(timer);
      window.clearTimeout(end);
    };
  }, [seconds]);
  return left;
}
