'use client';

import { useTranslations } from 'next-intl';
import { Countdown } from '@/components/event/countdown';
import { StageFrame } from './stage-frame';

interface LobbyProps {
  /** ISO 8601. */
  readonly doorsAt: string;
  /** Undefined until the server's clock is known. */
  readonly skewMs: number | undefined;
  /** The doors are open, and this viewer's turn comes in some seconds. */
  readonly isOpening: boolean;
}

/** In the picture's place before doors: how long still, and that nothing has to be done. */
export function Lobby({ doorsAt, skewMs, isOpening }: LobbyProps) {
  const t = useTranslations('watch.lobby');
  return (
    <StageFrame>
      <div className="flex flex-col items-center gap-1 text-center sm:gap-3">
        <div role="status">
          <h2 className="text-base sm:text-2xl">{isOpening ? t('opening') : t('title')}</h2>
        </div>
        <p className="min-h-9 text-2xl font-bold sm:min-h-14 sm:text-4xl">
          {!isOpening && skewMs !== undefined && (
            <Countdown
              until={doorsAt}
              skewMs={skewMs}
              template={t('countdown', { time: '{time}' })}
              days={t('days', { days: '{days}', clock: '{clock}' })}
              now={t('now')}
            />
          )}
        </p>
        <p className="text-sm sm:text-base">{isOpening ? t('openingText') : t('text')}</p>
      </div>
    </StageFrame>
  );
}
