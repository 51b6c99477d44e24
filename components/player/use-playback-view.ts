'use client';

import { useEffect, useState } from 'react';
import type { CaptionTrack, PlaybackControls, Quality } from './playback-controls';

export interface PlaybackView {
  readonly qualities: readonly Quality[];
  readonly captions: readonly CaptionTrack[];
  readonly isLive: boolean;
  readonly secondsBehindLive: number;
}

const LOOK_MS = 1000;

/** What the controls show of a running playback, true to the second. Undefined before there is one. */
export function usePlaybackView(controls: PlaybackControls | undefined): PlaybackView | undefined {
  const [seen, setSeen] = useState<{ of: PlaybackControls; view: PlaybackView }>();
  useEffect(() => {
    if (controls === undefined) return;
    const look = () => setSeen({ of: controls, view: viewOf(controls) });
    const first = setTimeout(look);
    // Who pauses falls behind without anything being reported.
    const timer = setInterval(look, LOOK_MS);
    const stop = controls.onChange(look);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
      stop();
    };
  }, [controls]);
  return seen?.of === controls ? seen?.view : undefined;
}

function viewOf(controls: PlaybackControls): PlaybackView {
  return {
    qualities: controls.qualities(),
    captions: controls.captions(),
    isLive: controls.isLive(),
    secondsBehindLive: controls.secondsBehindLive(),
  };
}
