'use client';

import { useEffect, useReducer, useState } from 'react';
import { useTranslations } from 'next-intl';
import type { EventDayPhase } from '@/lib/domain/event-day';
import { haltOf } from '@/lib/domain/event-state';
import { Lobby } from './lobby';
import type { PlaybackStep } from './playback-step';
import { Player } from './player';
import type { PlayerPlace } from './problem-card';
import { useFirstNotice } from './use-first-notice';
import { useStagePhases } from './use-stage-phases';
import { useWarmMoment } from './use-warm-moment';
import { type WarmPlayback, warmPlayback } from './warm-playback';
import { WatchEnded } from './watch-ended';
import { advanceStage, firstStage } from './watch-stage-state';
import { useWatchState } from './watch-state';

/** The day that is shown; times in ISO 8601. */
export interface StageDay {
  readonly id: string;
  readonly phase: EventDayPhase;
  readonly doorsAt: string;
  readonly archiveUntil: string | undefined;
}

interface WatchStageProps {
  readonly day: StageDay;
  readonly place: PlayerPlace;
  readonly venueTimeZone: string;
}

/** Lobby, show and end in one place, one after the other, without a page being loaded. */
export function WatchStage({ day, place, venueTimeZone }: WatchStageProps) {
  const { state, skewMs, lookAgain } = useWatchState();
  const [stage, dispatch] = useReducer(advanceStage, day.phase, firstStage);
  const [isStarted, setIsStarted] = useState(false);
  const hasNotice = useFirstNotice(day.id, isStarted);
  const known = state.days.find(({ id }) => id === day.id);
  const phase = known?.phase ?? day.phase;
  const [warm, setWarm] = useState<WarmPlayback>();
  useStagePhases(day, stage, dispatch);
  useWarmMoment({
    doorsAt: day.doorsAt,
    isWaiting: stage.view === 'lobby',
    onWarm: (leftMs) => setWarm(warmPlayback(day.id, { onAirInMs: leftMs })),
  });
  const isOver = stage.view === 'ended';
  useEffect(() => {
    if (isOver) warm?.discard();
    return () => warm?.discard();
  }, [warm, isOver]);

  const onStep = (step: PlaybackStep) => {
    if (step.name === 'started') setIsStarted(true);
    if (step.name !== 'stopped') return;
    if (step.problem.code !== 'ended' && step.problem.code !== 'too_early') return;
    dispatch({ name: step.problem.code === 'ended' ? 'streamEnded' : 'notYet' });
    lookAgain();
  };

  switch (stage.view) {
    case 'lobby':
      return (
        <Lobby
          doorsAt={day.doorsAt}
          skewMs={skewMs}
          isOpening={stage.opensAtMs !== undefined}
          isHeld={haltOf(known) === 'holdDoors'}
        />
      );
    case 'player':
      return (
        <div className="relative">
          <Player eventDayId={day.id} place={place} warm={warm} onStep={onStep} />
          {hasNotice && <NoticeBanner />}
        </div>
      );
    case 'ended':
      return (
        <WatchEnded
          slug={place.slug}
          phase={phase}
          archiveUntil={day.archiveUntil}
          venueTimeZone={venueTimeZone}
          onAgain={() => dispatch({ name: 'again' })}
        />
      );
  }
}

/** Over the picture, and in nobody's way. */
function NoticeBanner() {
  const t = useTranslations('player');
  return (
    <p className="pointer-events-none absolute inset-x-0 top-0 bg-surface-raised p-2 text-center text-sm">
      {t('noRecording')}
    </p>
  );
}
