'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'next-intl';
import { faultLooks } from '@/lib/domain/side-of-fault';
import type { OpenedSession } from './playback-api';
import { useFaultSide } from './use-fault-side';

interface StallNoticeProps {
  readonly slug: string;
  readonly eventDayId: string;
  readonly session: OpenedSession | undefined;
}

/** To be there while the picture waits for data: after four seconds it says whose side that is on. */
export function StallNotice(props: StallNoticeProps) {
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setIsLong(true), faultLooks.patienceMs);
    return () => window.clearTimeout(timer);
  }, []);
  return (
    <div
      // Inside the frame that goes full screen, and there to stay when the controls are not (media-chrome).
      {...{ slot: 'top-chrome', noautohide: '' }}
      role="status"
      className="pointer-events-none absolute inset-x-0 top-0 flex justify-center p-2 empty:hidden sm:p-4"
    >
      {isLong && <StallWords {...props} />}
    </div>
  );
}

function StallWords(props: StallNoticeProps) {
  const t = useTranslations('player.side');
  const side = useFaultSide({ ...props, symptom: 'stall', ageMs: faultLooks.patienceMs }) ?? 'unknown';
  return (
    <div className="max-w-prose rounded-card border-l-4 border-warning bg-surface-raised p-3 text-sm">
      <p className="font-bold">{t(`${side}.title`)}</p>
      <p>{t(`${side}.text`)}</p>
    </div>
  );
}
