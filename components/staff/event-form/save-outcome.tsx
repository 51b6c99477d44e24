'use client';

import { useTranslations } from 'next-intl';
import { FaultNotice, ProblemNotice } from '@/components/checkout/problem-notice';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { SignInAgain } from '../sign-in-again';
import { fieldId, focusField } from './draft-context';
import { useDraftLabel } from './use-draft-label';
import type { FormError } from './use-form-errors';
import type { Save } from './use-save';

interface SaveOutcomeProps {
  readonly save: Save | undefined;
  readonly errors: readonly FormError[];
  /** A new event has no page to stay on: the browser is on its way to it. */
  readonly isNew: boolean;
}

/** What became of the last save, at the top of the form. Problems take the focus, each with the way to its field. */
export function SaveOutcome({ save, errors, isNew }: SaveOutcomeProps) {
  const t = useTranslations('admin.eventForm.save');
  if (save === undefined) return null;
  const { answer } = save;
  if (answer.status === 'fault') return <FaultNotice fault={answer} />;
  if (answer.status === 'refused') return <SignInAgain cause={answer} />;
  if (answer.status === 'idle') return null;
  if (errors.length > 0) return <ProblemSummary save={save} errors={errors} />;
  if (answer.value.kind !== 'saved') return null;
  return (
    <Notice tone="success" title={t('saved', { version: answer.value.version })}>
      {isNew ? (
        t('opening')
      ) : (
        <span className="flex flex-wrap gap-x-6">
          {(['', '/preview'] as const).map((page) => (
            <Link
              key={page}
              href={`/admin/events/${save.sent.id}${page}`}
              className="inline-flex min-h-11 items-center underline underline-offset-4"
            >
              {t(page === '' ? 'back' : 'preview')}
            </Link>
          ))}
        </span>
      )}
    </Notice>
  );
}

interface ProblemSummaryProps {
  readonly save: Save;
  readonly errors: readonly FormError[];
}

function ProblemSummary({ save, errors }: ProblemSummaryProps) {
  const t = useTranslations('admin.eventForm');
  const labelOf = useDraftLabel(save.sent);
  return (
    <ProblemNotice cause={save} title={t('save.wrong', { count: errors.length })}>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {errors.map(({ path, says }, index) => (
          <li key={`${path} ${String(index)}`}>
            {path === '' || path === 'state' ? (
              says
            ) : (
              <a
                href={`#${fieldId(path)}`}
                className="underline underline-offset-4"
                onClick={(press) => {
                  press.preventDefault();
                  focusField(path);
                }}
              >
                {t('place.in', { place: labelOf(path), label: says })}
              </a>
            )}
          </li>
        ))}
      </ul>
    </ProblemNotice>
  );
}
