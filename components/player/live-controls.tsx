'use client';

import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { useLocale, useTranslations } from 'next-intl';
import { actOnPlayer } from './act-on-player';
import { ControlBars } from './control-bars';
import { type ControlWords, controlWords } from './control-words';
import { KeyboardHelp } from './keyboard-help';
import styles from './live-controls.module.css';
import type { OpenedSession } from './playback-api';
import type { PlaybackControls } from './playback-controls';
import type { ShortcutAction } from './player-shortcut';
import { usePlaybackPreferences } from './use-playback-preferences';
import { usePlaybackView } from './use-playback-view';
import { usePlayerShortcuts } from './use-player-shortcuts';
import { ViewerMark } from './viewer-mark';

export interface RunningPlayback {
  readonly controls: PlaybackControls;
  readonly session: OpenedSession;
}

interface LiveControlsProps {
  /** There is something to control. */
  readonly isReady: boolean;
  readonly playback: RunningPlayback | undefined;
  readonly video: RefObject<HTMLVideoElement | null>;
  /** The video element. */
  readonly children: ReactNode;
}

/** The video in its frame: controls for a live stream, keys for the same, and the viewer's mark over the picture. */
export function LiveControls({ isReady, playback, video, children }: LiveControlsProps) {
  const locale = useLocale();
  const t = useTranslations('player.controls');
  const frame = useRef<HTMLElement>(null);
  const help = useRef<HTMLDialogElement>(null);
  const view = usePlaybackView(playback?.controls);
  const { preferences, choose } = usePlaybackPreferences(playback?.controls, view);
  const hasChasePlay = playback?.session.viewing.chasePlay === true;
  const mark = playback?.session.mark;
  useEffect(() => {
    void defineControls(locale, controlWords(t));
  }, [locale, t]);

  const onAction = (action: ShortcutAction) => {
    if (video.current === null || frame.current === null || !isReady) return;
    actOnPlayer(action, {
      video: video.current,
      frame: frame.current,
      controls: playback?.controls,
      hasChasePlay,
      onCaptions: () => choose({ caption: otherCaption(preferences.caption, view?.captions, locale) }),
      onHelp: () => help.current?.showModal(),
    });
  };
  usePlayerShortcuts({ frame, isOn: preferences.hasKeys, onAction });

  return (
    <>
      <media-controller
        ref={frame}
        className={styles.frame}
        lang={locale}
        autohide="3"
        defaultstreamtype="live"
        nohotkeys
        nomutedpref
        nosubtitleslangpref
        data-caption-size={preferences.captionSize}
      >
        {children}
        {isReady && (
          <>
            <media-loading-indicator slot="centered-chrome" />
            <ControlBars
              view={view}
              preferences={preferences}
              hasChasePlay={hasChasePlay}
              hasPictureInPicture={
                playback?.session.viewing.pictureInPicture === true && document.pictureInPictureEnabled
              }
              onChoose={choose}
              onAction={onAction}
            />
          </>
        )}
        {mark !== undefined && <ViewerMark frame={frame} code={mark} />}
      </media-controller>
      {isReady && (
        <KeyboardHelp dialog={help} hasKeys={preferences.hasKeys} onKeys={(hasKeys) => choose({ hasKeys })} />
      )}
    </>
  );
}

/** Off where captions are shown; else those in the page's language, else the first there are. */
function otherCaption(
  shown: string | undefined,
  tracks: readonly { readonly language: string }[] = [],
  locale: string,
): string | undefined {
  if (tracks.some(({ language }) => language === shown)) return undefined;
  return (tracks.find(({ language }) => language === locale) ?? tracks[0])?.language;
}

/** Words first: elements take theirs at the moment they are defined. Nothing of this delays the first frame. */
async function defineControls(locale: string, words: ControlWords): Promise<void> {
  const { addTranslation, setLanguage } = await import('media-chrome/dist/utils/i18n.js');
  addTranslation(locale, words);
  setLanguage(locale);
  await import('./define-controls');
}
