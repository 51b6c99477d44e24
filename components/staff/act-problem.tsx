'use client';

import { useEffect, useRef } from 'react';
import { useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import type { ActState } from './act-state';

interface ActProblemProps<Reason extends string> {
  readonly state: ActState<Reason>;
  readonly refusals: Readonly<Record<Reason, string>>;
  readonly signInHref: string;
}

/** Why an act was not done, in words; it takes the focus. */
export function ActProblem<Reason extends string>({ state, refusals, signInHref }: ActProblemProps<Reason>) {
  const t = useTranslations('admin.act');
  const fault = useTranslations('fault');
  const common = useTranslations('common');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [state]);
  if (state.status === 'idle' || state.status === 'done') return null;
  return (
    <div ref={box} tabIndex={-1} className="rounded-card">
      {state.status === 'refused' ? (
        <Notice tone="danger" title={refusals[state.reason]}>
          {state.reason === 'sign_in_again' && (
            <Link href={signInHref} className="inline-flex min-h-11 items-center text-accent underline">
              {t('signIn')}
            </Link>
          )}
        </Notice>
      ) : (
        <Notice
          tone="danger"
          title={state.code === 'bad_request' ? t('invalid') : fault(`${state.code}.title`)}
        >
          {state.code !== 'bad_request' && <p>{fault(`${state.code}.text`)}</p>}
          {state.ref !== '' && (
            <p className="text-sm text-text-muted">
              {common('reference')}: <code className="font-mono font-bold text-text">{state.ref}</code>
            </p>
          )}
        </Notice>
      )}
    </div>
  );
}
