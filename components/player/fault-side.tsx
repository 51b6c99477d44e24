'use client';

import { useTranslations } from 'next-intl';
import { problemClass } from '@/lib/domain/qoe-problem';
import type { OpenedSession } from './playback-api';
import type { PlayerProblem } from './player-error';
import { useFaultSide } from './use-fault-side';

interface FaultSideProps {
  readonly slug: string;
  readonly eventDayId: string;
  readonly session: OpenedSession | undefined;
  readonly problem: PlayerProblem;
}

/** Below a problem's own words: is it everyone's, or this viewer's alone? */
export function FaultSide({ slug, eventDayId, session, problem }: FaultSideProps) {
  const symptom = problemClass(problem.code);
  if (symptom === 'refused' || symptom === 'healed') return null;
  return <FaultSideWords {...{ slug, eventDayId, session, symptom }} />;
}

type WordsProps = Omit<Parameters<typeof useFaultSide>[0], 'ageMs'>;

function FaultSideWords(props: WordsProps) {
  const t = useTranslations('player.side');
  const side = useFaultSide({ ...props, ageMs: 0 });
  return (
    <div role="status" className="empty:hidden">
      {side !== undefined && (
        <>
          <p className="font-bold">{t(`${side}.title`)}</p>
          <p>{t(`${side}.text`)}</p>
        </>
      )}
    </div>
  );
}
