import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice, type NoticeTone } from '@/components/ui/notice';
import { localizedPath } from '@/messages/localized-path';
import { type PlayerProblem, textKey } from './player-error';
import type { ProblemAction } from '@/lib/domain/problem-action';
import { actionFor } from './problem-action';

/** Where this player stands, for the links that lead on from it. Paths without language prefix. */
export interface PlayerPlace {
  readonly slug: string;
  readonly here: string;
  readonly contactEmail: string;
}

interface ProblemCardProps {
  readonly problem: PlayerProblem;
  readonly place: PlayerPlace;
  /** Starts anew without loading the page; absent where there is no player to start. */
  readonly onRestart?: () => void;
  /** An action that comes before the problem's own. */
  readonly firstAction?: ReactNode;
  readonly children?: ReactNode;
}

/** Why there is no picture: what happened, what to do, and the code that the support desk asks for. */
export function ProblemCard({ problem, place, onRestart, firstAction, children }: ProblemCardProps) {
  const t = useTranslations();
  const locale = useLocale();
  const key = textKey(problem);
  const action = actionFor(problem);
  const label = t(`${key}.action`);
  return (
    <Notice tone={toneOf(problem)} title={t(`${key}.title`)}>
      <div className="flex flex-col gap-3">
        <p>{t(`${key}.text`)}</p>
        {children}
        <div className="flex flex-wrap gap-3">
          {firstAction}
          {action === 'restart' && onRestart !== undefined ? (
            <Button onClick={onRestart}>{label}</Button>
          ) : (
            <ButtonLink
              variant={firstAction === undefined ? 'primary' : 'secondary'}
              href={hrefOf(action, place, localizedPath(place.here, locale))}
            >
              {label}
            </ButtonLink>
          )}
        </div>
        {problem.ref !== undefined && (
          <p className="text-sm text-text-muted">
            {t('common.reference')} <code className="font-mono font-bold text-text">{problem.ref}</code>
          </p>
        )}
      </div>
    </Notice>
  );
}

function toneOf(problem: PlayerProblem): NoticeTone {
  switch (problem.code) {
    case 'ended':
    case 'too_early':
    case 'not_signed_in':
    case 'not_entitled':
      return 'info';
    default:
      return 'danger';
  }
}

function hrefOf(action: ProblemAction, place: PlayerPlace, localizedHere: string): string {
  switch (action) {
    case 'restart':
      return place.here;
    case 'signIn':
      return `/sign-in?next=${encodeURIComponent(localizedHere)}`;
    case 'tickets':
      return '/tickets';
    case 'event':
      return `/events/${place.slug}`;
    case 'events':
      return '/';
    case 'contact':
      return `mailto:${place.contactEmail}`;
    case 'test':
      return `/test-playback?event=${place.slug}`;
    case 'help':
      return '/help';
  }
}
