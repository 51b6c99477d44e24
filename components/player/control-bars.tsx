'use client';

import { useTranslations } from 'next-intl';
import { CaptionsMenu } from './captions-menu';
import { ControlButton } from './control-button';
import { LiveEdge } from './live-edge';
import styles from './live-controls.module.css';
import type { PlaybackPreferences } from './playback-preferences';
import type { ShortcutAction } from './player-shortcut';
import { QualityMenu } from './quality-menu';
import type { PlaybackView } from './use-playback-view';

const icons = {
  fromStart: 'M6 5h2.5v14H6zM19 5v14L9.5 12z',
  help: 'M4 5h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V7c0-1.1.9-2 2-2zm1 3v2h2V8zm4 0v2h2V8zm4 0v2h2V8zm4 0v2h2V8zM5 12v2h2v-2zm4 0v2h2v-2zm4 0v2h2v-2zm4 0v2h2v-2zM8 15.5v1.5h8v-1.5z',
} as const;

interface ControlBarsProps {
  readonly view: PlaybackView | undefined;
  readonly preferences: PlaybackPreferences;
  readonly hasChasePlay: boolean;
  readonly hasPictureInPicture: boolean;
  readonly onChoose: (change: Partial<PlaybackPreferences>) => void;
  readonly onAction: (action: ShortcutAction) => void;
}

/** The time line, and under it the buttons. */
export function ControlBars({ view, preferences, onChoose, onAction, ...allows }: ControlBarsProps) {
  const t = useTranslations('player.controls');
  return (
    <>
      <media-control-bar className={styles.line}>
        <media-time-range />
      </media-control-bar>
      <media-control-bar className={styles.bar}>
        <media-play-button />
        <media-mute-button />
        <media-volume-range className={styles.volume} />
        {view?.isLive === true && (
          <LiveEdge secondsBehind={view.secondsBehindLive} onGoToLive={() => onAction('live')} />
        )}
        <span className={styles.space} />
        {allows.hasChasePlay && (
          <ControlButton
            label={t('fromStart')}
            icon={icons.fromStart}
            onClick={() => onAction('fromStart')}
          />
        )}
        {view !== undefined && view.captions.length > 0 && (
          <CaptionsMenu
            tracks={view.captions}
            language={preferences.caption}
            size={preferences.captionSize}
            onLanguage={(caption) => onChoose({ caption })}
            onSize={(captionSize) => onChoose({ captionSize })}
          />
        )}
        {view !== undefined && view.qualities.length > 1 && (
          <QualityMenu
            qualities={view.qualities}
            chosen={preferences.quality}
            onChoose={(quality) => onChoose({ quality })}
          />
        )}
        <span className={styles.wide}>
          <ControlButton label={t('help')} icon={icons.help} onClick={() => onAction('help')} />
        </span>
        {allows.hasPictureInPicture && <media-pip-button />}
        <media-fullscreen-button />
      </media-control-bar>
    </>
  );
}
