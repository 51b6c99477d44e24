'use client';

import { useActionState, useId } from 'react';
import { useTranslations } from 'next-intl';
import type { Messages } from 'next-intl';
import { FaultNotice, ProblemNotice } from '@/components/checkout/problem-notice';
import { Field, fieldControl, TextField } from '@/components/ui/field';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ActionState } from '@/lib/domain/action-state';
import type { EventFileOutcome, EventFileRefusal } from '@/lib/domain/event-file-outcome';
import { SignInAgain } from './sign-in-again';

type FileState = ActionState<EventFileOutcome, EventFileRefusal, keyof Messages['fault']>;

interface EventFileFormProps {
  readonly action: (before: FileState, form: FormData) => Promise<FileState>;
  /** Made anew by the page once the act is done. */
  readonly actKey: string;
  /** The event that the file is of; undefined for a new one. */
  readonly event?: { readonly id: string; readonly version: number };
}

/** Takes an event file in: a new event, or a new state of one. What is wrong with it is listed, and nothing is saved then. */
export function EventFileForm({ action, actKey, event }: EventFileFormProps) {
  const t = useTranslations('admin.events.file');
  const [state, submit] = useActionState(action, { status: 'idle' });
  const id = useId();
  const file = { id: `${id}-file`, label: t('file'), hint: t('fileHint') };
  return (
    <form action={submit} className="flex max-w-prose flex-col items-start gap-4">
      <input type="hidden" name="key" value={actKey} />
      <input type="hidden" name="eventId" value={event?.id ?? ''} />
      <input type="hidden" name="version" value={event?.version ?? ''} />
      <FileOutcome state={state} />
      <Field {...file}>
        <input {...fieldControl(file)} type="file" name="file" accept="application/json,.json" required />
      </Field>
      <TextField
        id={`${id}-reason`}
        name="reason"
        label={t('reason')}
        hint={t('reasonHint')}
        minLength={3}
        maxLength={500}
        required
      />
      <SubmitButton pendingLabel={t('pending')}>{t(event === undefined ? 'create' : 'save')}</SubmitButton>
    </form>
  );
}

function FileOutcome({ state }: { readonly state: FileState }) {
  const t = useTranslations('admin.events.file');
  switch (state.status) {
    case 'idle':
      return null;
    case 'fault':
      return <FaultNotice fault={state} />;
    case 'refused':
      if (state.reason === 'sign_in_again') return <SignInAgain cause={state} />;
      return (
        <ProblemNotice cause={state} title={t(`refusal.${state.reason}.title`)}>
          <p>{t(`refusal.${state.reason}.text`)}</p>
        </ProblemNotice>
      );
    case 'done':
      if (state.value.kind !== 'saved') return <Wrong outcome={state.value} />;
      return (
        <Notice tone="success" title={t('saved')}>
          <Link href={`/admin/events/${state.value.eventId}`} className="underline underline-offset-4">
            {t('open')}
          </Link>
        </Notice>
      );
  }
}

function Wrong({ outcome }: { readonly outcome: Exclude<EventFileOutcome, { kind: 'saved' }> }) {
  const t = useTranslations('admin.events');
  const lines =
    outcome.kind === 'problems'
      ? outcome.problems.map(({ path, code }) => ({ path, says: t(`problem.${code}`) }))
      : outcome.mistakes.map(({ path, message }) => ({ path, says: message }));
  return (
    <ProblemNotice cause={outcome} title={t(`file.${outcome.kind}`)}>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {lines.map(({ path, says }) => (
          <li key={`${path} ${says}`}>
            {path !== '' && <code className="break-all">{path}</code>} {says}
          </li>
        ))}
      </ul>
    </ProblemNotice>
  );
}
