'use client';

import { useRef, useState } from 'react';
import { useTranslations } from 'next-intl';
import { useRestoredPage } from '@/components/ui/use-restored-page';
import type { Autoplay } from './autoplay';
import { FaultSide } from './fault-side';
import { LiveControls, type RunningPlayback } from './live-controls';
import type { PlaybackStep } from './playback-step';
import type { PlayerProblem } from './player-error';
import { type PlayerPlace, ProblemCard } from './problem-card';
import { StageOverlay } from './stage-overlay';
import { StallNotice } from './stall-notice';
import { useShaka } from './use-shaka';
import type { WarmPlayback } from './warm-playback';

interface PlayerProps {
  readonly eventDayId: string;
  readonly place: PlayerPlace;
  /** Names a button that has to be pressed before anything starts; absent, playback starts by itself. */
  readonly startLabel?: string;
  /** A start made ready ahead; the first run takes it. */
  readonly warm?: WarmPlayback | undefined;
  readonly onStep?: (step: PlaybackStep) => void;
}

interface Stage {
  /** Counts the runs; 0 before the first one. */
  readonly run: number;
  readonly started?: Autoplay;
  readonly playback?: RunningPlayback;
  readonly problem?: PlayerProblem;
  /** It waits for data. */
  readonly isStalled?: boolean;
}

const noChildren = { __html: '' };

/** The video of one event day, live: opens its own session, plays, and says in words why it does not. */
export function Player({ eventDayId, place, startLabel, warm, onStep }: PlayerProps) {
  const t = useTranslations('player');
  const video = useRef<HTMLVideoElement>(null);
  const [stage, setStage] = useState<Stage>({ run: startLabel === undefined ? 1 : 0 });
  const { run, started, playback, problem, isStalled = false } = stage;
  const where = { slug: place.slug, eventDayId, session: playback?.session };

  useShaka(video, {
    eventDayId,
    run,
    warm,
    onStep: (step) => {
      setStage((before) => afterStep(before, step));
      if (step.name === 'stopped') leaveFullScreen();
      onStep?.(step);
    },
  });

  const restart = () => {
    if (started === 'muted' && video.current !== null) video.current.muted = false;
    setStage(({ run: before }) => ({ run: before + 1 }));
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
    setStage((before) => ({ ...before, started: 'sound' }));
    onStep?.({ name: 'started', autoplay: 'sound' });
  };

  return (
    <section
      aria-label={t('label')}
      className={`relative flex aspect-video w-full bg-surface-sunken ${problem === undefined ? 'max-h-dvh' : ''}`}
    >
      <div className={problem === undefined ? 'absolute inset-0' : 'hidden'}>
        <LiveControls isReady={started !== undefined} playback={playback} video={video}>
          {/* Played before React is here: what the engine has put into it by then is the engine's. */}
          <video
            ref={video}
            suppressHydrationWarning
            dangerouslySetInnerHTML={noChildren}
            slot="media"
            playsInline
            disablePictureInPicture={playback?.session.viewing.pictureInPicture !== true}
            onPlaying={onAudible}
            onVolumeChange={onAudible}
          />
          {isStalled && <StallNotice {...where} />}
        </LiveControls>
      </div>
      {problem === undefined ? (
        <StageOverlay
          stage={run === 0 ? 'idle' : started}
          startLabel={startLabel}
          onStart={restart}
          onPlay={playAloud}
        />
      ) : (
        <div className="m-auto w-full max-w-prose p-4">
          <ProblemCard problem={problem} place={place} onRestart={restart}>
            <FaultSide {...where} problem={problem} />
          </ProblemCard>
        </div>
      )}
    </section>
  );
}

function afterStep(stage: Stage, step: PlaybackStep): Stage {
  switch (step.name) {
    case 'opening':
      return { run: stage.run };
    case 'ready':
      return { ...stage, isStalled: false, playback: { controls: step.controls, session: step.session } };
    case 'started':
      return { ...stage, started: step.autoplay };
    case 'stalled':
      return { ...stage, isStalled: true };
    case 'recovered':
      return { ...stage, isStalled: false };
    case 'stopped':
      return { ...stage, isStalled: false, problem: step.problem };
    default:
      return stage;
  }
}

/** What has to be read now is outside the frame. */
function leaveFullScreen(): void {
  if (document.fullscreenElement !== null) document.exitFullscreen().catch(() => undefined);
}
