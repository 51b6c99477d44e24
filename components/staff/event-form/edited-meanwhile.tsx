'use client';

import { useTranslations } from 'next-intl';
import { ProblemNotice } from '@/components/checkout/problem-notice';
import { Button } from '@/components/ui/button';
import { differences, type DraftDifference, withTheirs } from '@/lib/domain/compare-drafts';
import type { EventDraft } from '@/lib/domain/event-draft';
import type { LastEdit } from '@/lib/domain/event-form-outcome';
import { EventTime } from '../event-time';
import { useDraft } from './draft-context';
import { useDraftLabel } from './use-draft-label';

/** What somebody else has saved while this form was open. */
export interface Rival {
  readonly draft: EventDraft;
  readonly version: number;
  readonly edit: LastEdit | undefined;
}

interface EditedMeanwhileProps {
  /** What both began from. */
  readonly base: EventDraft;
  readonly theirs: Rival;
  readonly isPending: boolean;
  readonly onOverwrite: () => void;
  readonly onReload: () => void;
}

const MOST = 50;

/** Who was faster, and what differs. What was typed stays until its writer decides. */
export function EditedMeanwhile({ base, theirs, isPending, onOverwrite, onReload }: EditedMeanwhileProps) {
  const t = useTranslations('admin.eventForm.conflict');
  const { draft } = useDraft();
  const found = differences({ base, mine: draft, theirs: theirs.draft });
  const { edit } = theirs;
  const timeZone = theirs.draft.fields.timeZone ?? 'UTC';
  return (
    <ProblemNotice cause={theirs} title={t('title')}>
      <p>
        {edit === undefined
          ? t('unknown')
          : t.rich('who', {
              by: edit.by,
              reason: edit.reason,
              time: () => <EventTime at={edit.at} timeZone={timeZone} />,
            })}
      </p>
      <p>{t('kept')}</p>
      {found.length === 0 ? (
        <p className="font-bold">{t('same')}</p>
      ) : (
        <ul
          aria-label={t('list')}
          className="flex w-full flex-col divide-y divide-border border-y border-border"
        >
          {found.slice(0, MOST).map((difference) => (
            <Difference key={difference.path} difference={difference} theirs={theirs.draft} />
          ))}
        </ul>
      )}
      {found.length > MOST && <p>{t('more', { count: found.length - MOST })}</p>}
      <div className="flex flex-wrap gap-3">
        <Button onClick={onOverwrite} aria-disabled={isPending}>
          {t('overwrite')}
        </Button>
        <Button variant="secondary" onClick={onReload}>
          {t('reload')}
        </Button>
      </div>
    </ProblemNotice>
  );
}

interface DifferenceProps {
  readonly difference: DraftDifference;
  readonly theirs: EventDraft;
}

function Difference({ difference, theirs }: DifferenceProps) {
  const t = useTranslations('admin.eventForm.conflict');
  const { draft, change } = useDraft();
  const label = useDraftLabel(draft, theirs)(difference.path);
  const { path, isMine, isTheirs } = difference;
  const isRow = difference.mine === undefined || difference.theirs === undefined;
  const shown = (text: string | undefined) => {
    if (text === undefined) return t('absent');
    if (isRow) return t('present');
    return text === '' ? t('empty') : text.slice(0, 200);
  };
  return (
    <li className="flex flex-col gap-1 py-3">
      <p>
        <strong>{label}</strong>{' '}
        <span className="text-sm text-text-muted">
          {t(isMine && isTheirs ? 'byBoth' : isTheirs ? 'byThem' : 'byMe')}
        </span>
      </p>
      <dl className="grid gap-x-4 sm:grid-cols-2">
        {(['mine', 'theirs'] as const).map((side) => (
          <div key={side} className="min-w-0">
            <dt className="text-sm text-text-muted">{t(side)}</dt>
            <dd className="whitespace-pre-line">{shown(difference[side])}</dd>
          </div>
        ))}
      </dl>
      <div>
        <Button
          variant="quiet"
          aria-label={`${t('take')}: ${label}`}
          onClick={() => change((before) => withTheirs(before, theirs, path))}
        >
          {t('take')}
        </Button>
      </div>
    </li>
  );
}
