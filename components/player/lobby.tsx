'use client';

import type { ReactNode } from 'react';
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
  /** Staff keep the doors shut past their time. */
  readonly isHeld: boolean;
}

/** In the picture's place before doors: how long still, and that nothing has to be done. */
export function Lobby({ doorsAt, skewMs, isOpening, isHeld }: LobbyProps) {
  const t = useTranslations('watch.lobby');
  const held = useTranslations('watch.halt.holdDoors');
  if (isHeld) return <LobbyWords title={held('title')} text={held('text')} />;
  return (
    <LobbyWords title={isOpening ? t('opening') : t('title')} text={isOpening ? t('openingText') : t('text')}>
      {!isOpening && skewMs !== undefined && (
        <Countdown
          until={doorsAt}
          skewMs={skewMs}
          template={t('countdown', { time: '{time}' })}
          days={t('days', { days: '{days}', clock: '{clock}' })}
          now={t('now')}
        />
      )}
    </LobbyWords>
  );
}

interface LobbyWordsProps {
  readonly title: string;
  readonly text: string;
  /** How long still. */
  readonly children?: ReactNode;
}

function LobbyWords({ title, text, children }: LobbyWordsProps) {
  return (
    <StageFrame>
      <div className="flex flex-col items-center gap-1 text-center sm:gap-3">
        <div role="status">
          <h2 className="text-base sm:text-2xl">{title}</h2>
        </div>
        <p className="min-h-9 text-2xl font-bold sm:min-h-14 sm:text-4xl">{children}</p>
        <p className="text-sm sm:text-base">{text}</p>
      </div>
    </StageFrame>
  );
}
