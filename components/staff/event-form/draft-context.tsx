'use client';

import { createContext, use } from 'react';
import { withText } from '@/lib/domain/draft-rows';
import type { EventDraft } from '@/lib/domain/event-draft';
import type { PlanLimits } from '@/lib/domain/plan-limits';

interface DraftInForm {
  readonly draft: EventDraft;
  readonly change: (next: (draft: EventDraft) => EventDraft) => void;
  /** What is wrong, in words, by field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly limits: PlanLimits;
  readonly isPublished: boolean;
}

export const DraftContext = createContext<DraftInForm | undefined>(undefined);

export function useDraft(): DraftInForm {
  const known = use(DraftContext);
  if (known === undefined) throw new Error('DraftContext is missing above this component.');
  return known;
}

/** One field: its text, how to change it, and what is wrong with it. */
export function useDraftText(path: string) {
  const { draft, change, errors } = useDraft();
  return {
    id: fieldId(path),
    text: draft.fields[path] ?? '',
    error: errors[path],
    write: (text: string) => change((before) => withText(before, path, text)),
  };
}

/** Where the field of that path, or the heading of that list, is in the page. */
export function fieldId(path: string): string {
  return `field-${path}`;
}

/** Puts the focus on a field, after the page has been drawn, and opens what it is folded in. */
export function focusField(path: string): void {
  requestAnimationFrame(() => {
    const target = document.getElementById(fieldId(path));
    for (let fold = target?.closest('details'); fold; fold = fold.parentElement?.closest('details')) {
      fold.open = true;
    }
    target?.focus();
  });
}
