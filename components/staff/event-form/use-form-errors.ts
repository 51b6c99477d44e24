'use client';

import { useTranslations } from 'next-intl';
import { draftPath } from '@/lib/domain/draft-place';
import { skippedTimes } from '@/lib/domain/file-of-draft';
import type { Save } from './use-save';

export interface FormError {
  /** A field of the draft; empty for what is nowhere in the form. */
  readonly path: string;
  readonly says: string;
}

/** What the last answer found wrong, in the reader's words and at the form's own places; one line for each. */
export function useFormErrors(save: Save | undefined): readonly FormError[] {
  const t = useTranslations('admin');
  if (save?.answer.status !== 'done') return [];
  const { sent } = save;
  const outcome = save.answer.value;
  if (outcome.kind === 'problems') {
    return distinct(
      outcome.problems.map(({ path, code }) => ({
        path: draftPath(path, sent),
        says: t(`events.problem.${code}`),
      })),
    );
  }
  if (outcome.kind !== 'mistakes') return [];
  const skipped = skippedTimes(sent);
  return distinct(
    outcome.mistakes.map(({ path: inFile, code }) => {
      const path = draftPath(inFile, sent);
      const told = code === 'time' && skipped.includes(path) ? 'time_skipped' : code;
      return { path, says: t(`eventForm.mistake.${told}`) };
    }),
  );
}

/** A field is told one thing at a time. */
function distinct(errors: readonly FormError[]): readonly FormError[] {
  return errors.filter(
    (error, index) => error.path === '' || errors.findIndex(({ path }) => path === error.path) === index,
  );
}
