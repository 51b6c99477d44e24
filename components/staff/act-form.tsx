'use client';

import {
  type FormEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useEffect,
  useEffectEvent,
} from 'react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { ActProblem } from './act-problem';
import { ReasonField } from './act-reason';
import type { ActState } from './act-state';

export interface ActFormProps<Reason extends string> {
  readonly action: (before: ActState<Reason>, form: FormData) => Promise<ActState<Reason>>;
  /** Of the page's one act with that id. */
  readonly submit: { readonly id: string; readonly label: string; readonly isDanger?: boolean };
  /** Fields that nobody changes, such as `orderId`. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly refusals: Readonly<Record<Reason, string>>;
  /** Where a sign-in that is too old is made young, and back. */
  readonly signInHref: string;
  /** Stands in for the usual field named `reason`. */
  readonly reason?: ReactNode;
  readonly nothing?: string | undefined;
  readonly children: ReactNode;
}

interface OpenedForm<Reason extends string> extends ActFormProps<Reason> {
  /** Sent as `key`: what makes the same act sent twice one act. */
  readonly actKey: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** The form of one act: what was typed stays when it is refused, and sending it again is safe. */
export function ActForm<Reason extends string>(props: OpenedForm<Reason>) {
  const { actKey, submit, hidden, refusals, signInHref, reason, nothing, children, onClose } = props;
  const t = useTranslations('admin.act');
  const { state, send, isPending } = useAct(props);
  if (nothing !== undefined && state.status === 'idle') {
    return (
      <div className="flex flex-col items-start gap-4">
        <p>{nothing}</p>
        <Button variant="secondary" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
    );
  }
  return (
    <form onSubmit={send} aria-busy={isPending} className="flex flex-col gap-5">
      {Object.entries({ ...hidden, key: actKey }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ActProblem state={state} refusals={refusals} signInHref={signInHref} />
      {children}
      {reason ?? <ReasonField id={`${submit.id}-reason`} />}
      <div className="flex flex-wrap gap-3">
        <Button
          type="submit"
          variant={submit.isDanger === true ? 'danger' : 'primary'}
          aria-disabled={isPending}
        >
          {isPending ? t('pending') : submit.label}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}

/** An answer that never came is told like a fault of ours: the act's key makes another try safe. */
const noAnswer = { status: 'fault', code: 'internal', ref: '' } as const;

function useAct<Reason extends string>({ action, onDone }: OpenedForm<Reason>) {
  const [state, run, isPending] = useActionState<ActState<Reason>, FormData>(
    (before, form) => action(before, form).catch(() => noAnswer),
    { status: 'idle' },
  );
  // Not before the page is made anew: what is pressed next must go by how things stand then.
  const tellDone = useEffectEvent(onDone);
  useEffect(() => {
    if (state.status === 'done') tellDone();
  }, [state]);
  // Not the form's own action: React would empty the fields after a refusal.
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isPending) return;
    const form = new FormData(event.currentTarget);
    startTransition(() => run(form));
  };
  return { state, send, isPending };
}
