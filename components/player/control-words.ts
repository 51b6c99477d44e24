import type { useTranslations } from 'next-intl';

type Translate = ReturnType<typeof useTranslations<'player.controls'>>;

/** The words of media-chrome by its own keys, which are its English words. */
export function controlWords(t: Translate) {
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
    'Enter fullscreen mode': t('fullscreen'),
    'enter fullscreen mode': t('fullscreen'),
    'Exit fullscreen mode': t('exitFullscreen'),
    'exit fullscreen mode': t('exitFullscreen'),
    'Enter picture in picture mode': t('pip'),
    'enter picture in picture mode': t('pip'),
    'Exit picture in picture mode': t('exitPip'),
    'exit picture in picture mode': t('exitPip'),
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

export type ControlWords = ReturnType<typeof controlWords>;
