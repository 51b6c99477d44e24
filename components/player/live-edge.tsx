'use client';

import { useTranslations } from 'next-intl';
import styles from './live-controls.module.css';

/** Closer than this, in seconds, is live: the engine keeps some distance itself. */
const LIVE_WITHIN_SECONDS = 10;

interface LiveEdgeProps {
  readonly secondsBehind: number;
  readonly onGoToLive: () => void;
}

/** Whether this is live, else how far behind, and the way back. */
export function LiveEdge({ secondsBehind, onGoToLive }: LiveEdgeProps) {
  const t = useTranslations('player.controls');
  if (secondsBehind < LIVE_WITHIN_SECONDS) {
    return (
      <span className={styles.live} data-live="">
        {t('live')}
      </span>
    );
  }
  const time = clockText(secondsBehind);
  return (
    <button
      type="button"
      className={styles.live}
      aria-label={`${t('seekToLive')} (${t('behind', { time })})`}
      title={t('seekToLive')}
      onClick={onGoToLive}
    >
      <span className="tabular-nums">−{time}</span>
      <span className={styles.wide}>{t('seekToLive')}</span>
    </button>
  );
}

/** `0:32`, `12:05`, `1:02:03`. */
function clockText(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = String(whole % 60).padStart(2, '0');
  return hours === 0 ? `${minutes}:${rest}` : `${hours}:${String(minutes).padStart(2, '0')}:${rest}`;
}
