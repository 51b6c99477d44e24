'use client';

import { type ReactNode, useEffect } from 'react';
import { useLocale, useTranslations } from 'next-intl';
import styles from './live-controls.module.css';

interface LiveControlsProps {
  /** There is something to control. */
  readonly isReady: boolean;
  /** The video element. */
  readonly children: ReactNode;
}

/** The video in its frame with controls for a live stream: play, sound, DVR window, live edge, full screen. */
export function LiveControls({ isReady, children }: LiveControlsProps) {
  const locale = useLocale();
  const t = useTranslations('player.controls');
  useEffect(() => {
    void defineControls(locale, controlWords(t));
  }, [locale, t]);
  return (
    <media-controller
      className={styles.frame}
      lang={locale}
      autohide="3"
      defaultstreamtype="live"
      nomutedpref
      nosubtitleslangpref
    >
      {children}
      {isReady && (
        <>
          <media-loading-indicator slot="centered-chrome" />
          <media-control-bar className={styles.bar}>
            <media-play-button />
            <media-mute-button />
            <media-volume-range className={styles.volume} />
            <media-time-range />
            <media-live-button />
            <media-fullscreen-button />
          </media-control-bar>
        </>
      )}
    </media-controller>
  );
}

/** Words first: elements take theirs at the moment they are defined. Nothing of this delays the first frame. */
async function defineControls(locale: string, words: ReturnType<typeof controlWords>): Promise<void> {
  const { addTranslation, setLanguage } = await import('media-chrome/dist/utils/i18n.js');
  addTranslation(locale, words);
  setLanguage(locale);
  await import('./define-controls');
}

type Translate = ReturnType<typeof useTranslations<'player.controls'>>;

/** By media-chrome's own keys, which are its English words. */
function controlWords(t: Translate) {
  return {
    Play: t('play'),
    Pause: t('pause'),
    play: t('play'),
    pause: t('pause'),
    Mute: t('mute'),
    Unmute: t('unmute'),
    mute: t('mute'),
    unmute: t('unmute'),
    volume: t('volume'),
    seek: t('seek'),
    live: t('live'),
    'seek to live': t('seekToLive'),
    'playing live': t('playingLive'),
    'Enter fullscreen mode': t('fullscreen'),
    'enter fullscreen mode': t('fullscreen'),
    'Exit fullscreen mode': t('exitFullscreen'),
    'exit fullscreen mode': t('exitFullscreen'),
    'video player': t('player'),
    'media loading': t('loading'),
    'video not loaded, unknown time.': t('unknownTime'),
    '{currentTime} of {totalTime}': t('position', { current: '{currentTime}', total: '{totalTime}' }),
    hour: t('hour'),
    hours: t('hours'),
    minute: t('minute'),
    minutes: t('minutes'),
    second: t('second'),
    seconds: t('seconds'),
  };
}
