import { useTranslations } from 'next-intl';
import type { Autoplay } from './autoplay';
import { StageButton } from './stage-button';

interface StageOverlayProps {
  /** `idle`: nothing was started yet. Undefined: it is starting. */
  readonly stage: Autoplay | 'idle' | undefined;
  readonly startLabel: string | undefined;
  readonly onStart: () => void;
  readonly onPlay: () => void;
}

/** Over the picture before it runs, or where a browser lets only its user start it or give it sound. */
export function StageOverlay({ stage, startLabel, onStart, onPlay }: StageOverlayProps) {
  const t = useTranslations('player');
  switch (stage) {
    case 'idle':
      return (
        <StageButton icon="play" onClick={onStart}>
          {startLabel}
        </StageButton>
      );
    case undefined:
      return (
        <p
          role="status"
          className="pointer-events-none absolute inset-0 flex items-center justify-center p-4 text-text-muted"
        >
          {t('starting')}
        </p>
      );
    case 'refused':
      return (
        <StageButton icon="play" onClick={onPlay}>
          {t('play')}
        </StageButton>
      );
    case 'muted':
      return (
        <StageButton icon="sound" onClick={onPlay}>
          {t('soundOn')}
        </StageButton>
      );
    case 'sound':
    case 'interrupted':
      return null;
  }
}
