'use client';

import { useEffect, useState } from 'react';
import type { PlaybackControls } from './playback-controls';
import {
  defaultPreferences,
  loadPreferences,
  type PlaybackPreferences,
  savePreferences,
} from './playback-preferences';
import type { PlaybackView } from './use-playback-view';

interface Chosen {
  readonly preferences: PlaybackPreferences;
  readonly choose: (change: Partial<PlaybackPreferences>) => void;
}

/** The viewer's choices on this device, kept by whatever engine plays and remembered for the next show. */
export function usePlaybackPreferences(
  controls: PlaybackControls | undefined,
  view: PlaybackView | undefined,
): Chosen {
  const [preferences, setPreferences] = useState(() =>
    typeof window === 'undefined' ? defaultPreferences : loadPreferences(),
  );
  const { quality, caption } = preferences;
  const count = view?.qualities.length ?? 0;
  const isQualityKnown = view?.qualities.some(({ height }) => height === quality) === true;
  const isCaptionKnown = view?.captions.some(({ language }) => language === caption) === true;

  useEffect(() => {
    if (count === 0) return;
    controls?.setDataSaver(quality === 'saver');
    controls?.setQuality(typeof quality === 'number' && isQualityKnown ? quality : 'auto');
  }, [controls, count, quality, isQualityKnown]);
  useEffect(() => {
    controls?.setCaption(isCaptionKnown ? caption : undefined);
  }, [controls, caption, isCaptionKnown]);

  const choose = (change: Partial<PlaybackPreferences>) => {
    const changed = { ...preferences, ...change };
    setPreferences(changed);
    savePreferences(changed);
  };
  return { preferences, choose };
}
