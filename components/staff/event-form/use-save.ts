'use client';

import { useRef, useState, useTransition } from 'react';
import type { Messages } from 'next-intl';
import type { ActionState } from '@/lib/domain/action-state';
import type { EventDraft } from '@/lib/domain/event-draft';
import type { EventFormOutcome, EventFormWish } from '@/lib/domain/event-form-outcome';
import { fileOfDraft } from '@/lib/domain/file-of-draft';

export type SaveAnswer = ActionState<EventFormOutcome, 'sign_in_again', keyof Messages['fault']>;

export type SaveForm = (wish: EventFormWish) => Promise<SaveAnswer>;

/** The last answer, and the draft that it is about: its places are those of that draft. */
export interface Save {
  readonly answer: SaveAnswer;
  readonly sent: EventDraft;
}

export interface SaveWish {
  readonly draft: EventDraft;
  /** Null for a new event. */
  readonly version: number | null;
  readonly reason: string;
}

/** An answer that never came is told like a fault of ours; what was typed stays, and trying again is safe. */
const noAnswer: SaveAnswer = { status: 'fault', code: 'internal', ref: '' };

/** Sends the draft. The same content sent twice is one act; another content is another act, even after a lost answer. */
export function useSave(action: SaveForm, onSaved: (draft: EventDraft, version: number) => void) {
  const [save, setSave] = useState<Save>();
  const [isPending, startTransition] = useTransition();
  const last = useRef({ content: '', key: '' });
  const send = ({ draft, version, reason }: SaveWish) => {
    if (isPending) return;
    const file = JSON.stringify(fileOfDraft(draft));
    const content = JSON.stringify([file, version, reason]);
    if (last.current.content !== content) last.current = { content, key: crypto.randomUUID() };
    const { key } = last.current;
    startTransition(async () => {
      const answer = await action({ file, version, key, reason }).catch(() => noAnswer);
      startTransition(() => {
        setSave({ answer, sent: draft });
        if (answer.status === 'done' && answer.value.kind === 'saved') onSaved(draft, answer.value.version);
      });
    });
  };
  return { save, send, isPending, forget: () => setSave(undefined) };
}
