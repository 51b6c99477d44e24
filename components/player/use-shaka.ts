'use client';

import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import { takeEarlyRun } from './early-start';
import { startPlayback } from './playback-run';
import type { Playback } from './player-run';
import type { PlaybackStep } from './playback-step';
import type { WarmPlayback } from './warm-playback';

type Start = Pick<Playback, 'video' | 'eventDayId' | 'onStep'>;

interface ShakaRun {
  readonly eventDayId: string;
  /** 0 plays nothing; each higher number is a run of its own, with a session of its own. */
  readonly run: number;
  /** What was made ready beforehand; the next run takes it. */
  readonly warm?: WarmPlayback | undefined;
  readonly onStep: (step: PlaybackStep) => void;
}

/** Keeps one run of the player on the video element and ends it with the component. Safe under StrictMode. */
export function useShaka(
  videoRef: RefObject<HTMLVideoElement | null>,
  { eventDayId, run, warm, onStep }: ShakaRun,
): void {
  const released = useRef(Promise.resolve());
  const report = useEffectEvent(onStep);
  const warmNow = useEffectEvent(() => warm);
  useEffect(() => {
    const video = videoRef.current;
    if (run === 0 || video === null) return;
    const start = { video, eventDayId, onStep: (step: PlaybackStep) => report(step) };
    const end = goOn(start) ?? startPlayback({ ...start, warm: warmNow(), released: released.current });
    return () => {
      released.current = end();
    };
  }, [videoRef, eventDayId, run]);
}

/** Takes up the run that the page has begun by itself; undefined where there is none for this element. */
function goOn({ video, eventDayId, onStep }: Start): (() => Promise<void>) | undefined {
  const early = takeEarlyRun();
  if (early?.video === video && early.eventDayId === eventDayId) {
    early.follow(onStep);
    return early.end;
  }
  void early?.end();
  return undefined;
}
