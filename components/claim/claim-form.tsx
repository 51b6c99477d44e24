'use client';

import { useActionState } from 'react';
import { useTranslations } from 'next-intl';
import { FaultNotice } from '@/components/checkout/problem-notice';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ActionState } from '@/lib/domain/action-state';
import type { ClaimRefusal } from '@/lib/domain/claim-link';
import type { Messages } from 'next-intl';
import { ClaimRefusalNotice } from './claim-refusal-notice';

type ClaimState = ActionState<undefined, ClaimRefusal, keyof Messages['fault']>;

interface ClaimFormProps {
  readonly action: (before: ClaimState, form: FormData) => Promise<ClaimState>;
  readonly token: string;
  readonly kind: 'comp' | 'move';
}

/** The one button that takes what the link promises. */
export function ClaimForm({ action, token, kind }: ClaimFormProps) {
  const t = useTranslations('claim');
  const [state, submit] = useActionState(action, { status: 'idle' });
  return (
    <form action={submit} className="flex flex-col items-start gap-4">
      <input type="hidden" name="token" value={token} />
      {state.status === 'refused' && <ClaimRefusalNotice refused={state} />}
      {state.status === 'fault' && <FaultNotice fault={state} />}
      <SubmitButton pendingLabel={t('pending')}>{t(`${kind}.action`)}</SubmitButton>
    </form>
  );
}
