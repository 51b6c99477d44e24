'use client';

import { useRef, useState } from 'react';
import { useTranslations } from 'next-intl';
import type { Autoplay } from './autoplay';
import { LiveControls } from './live-controls';
import type { PlaybackStep } from './playback-step';
import type { PlayerProblem } from './player-error';
import { type PlayerPlace, ProblemCard } from './problem-card';
import { StageButton } from './stage-button';
import { useRestoredPage } from '@/components/ui/use-restored-page';
import { useShaka } from './use-shaka';

interface PlayerProps {
  readonly eventDayId: string;
  readonly place: PlayerPlace;
  /** Names a button that has to be pressed before anything starts; absent, playback starts by itself. */
  readonly startLabel?: string;
  readonly onStep?: (step: PlaybackStep) => void;
}

interface Stage {
  /** Counts the runs; 0 before the first one. */
  readonly run: number;
  readonly started?: Autoplay;
  readonly problem?: PlayerProblem;
}

/** The video of one event day, live: opens its own session, plays, and says in words why it does not. */
export function Player({ eventDayId, place, startLabel, onStep }: PlayerProps) {
  const t = useTranslations('player');
  const video = useRef<HTMLVideoElement>(null);
  const [{ run, started, problem }, setStage] = useState<Stage>({ run: startLabel === undefined ? 1 : 0 });

  useShaka(video, {
    eventDayId,
    run,
    onStep: (step) => {
      if (step.name === 'started') setStage((stage) => ({ ...stage, started: step.autoplay }));
      if (step.name === 'stopped') setStage((stage) => ({ ...stage, problem: step.problem }));
      onStep?.(step);
    },
  });

  const restart = () => {
    if (started === 'muted' && video.current !== null) video.current.muted = false;
    setStage((stage) => ({ run: stage.run + 1 }));
  };
  useRestoredPage(() => {
    if (run > 0) restart();
  });
  const playAloud = () => {
    if (video.current === null) return;
    video.current.muted = false;
    void video.current.play();
  };
  const onAudible = () => {
    const isAudible = video.current?.paused === false && !video.current.muted;
    if (!isAudible || started === undefined || started === 'sound') return;
    setStage((stage) => ({ ...stage, started: 'sound' }));
    onStep?.({ name: 'started', autoplay: 'sound' });
  };

  return (
    <section
      aria-label={t('label')}
      className={`relative flex aspect-video w-full bg-surface-sunken ${problem === undefined ? 'max-h-dvh' : ''}`}
    >
      <div className={problem === undefined ? 'absolute inset-0' : 'hidden'}>
        <LiveControls isReady={started !== undefined}>
          <video ref={video} slot="media" playsInline onPlaying={onAudible} onVolumeChange={onAudible} />
        </LiveControls>
      </div>
      {problem === undefined ? (
        <Overlay
          stage={run === 0 ? 'idle' : started}
          startLabel={startLabel}
          onStart={restart}
          onPlay={playAloud}
        />
      ) : (
        <div className="m-auto w-full max-w-prose p-4">
          <ProblemCard problem={problem} place={place} onRestart={restart} />
        </div>
      )}
    </section>
  );
}

interface OverlayProps {
  readonly stage: Autoplay | 'idle' | undefined;
  readonly startLabel: string | undefined;
  readonly onStart: () => void;
  readonly onPlay: () => void;
}

function Overlay({ stage, startLabel, onStart, onPlay }: OverlayProps) {
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
        <p role="status" className="pointer-events-none absolute inset-x-0 top-3 text-center text-text-muted">
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
