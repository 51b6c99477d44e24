'use client';

import { useActionState } from 'react';
import { useLocale, useTranslations } from 'next-intl';
import { SubmitButton } from '@/components/ui/submit-button';
import type { StepAction } from './action-states';
import { FaultNotice } from './problem-notice';

interface ChangeTicketsProps {
  readonly action: StepAction;
  readonly orderId: string;
  readonly slug: string;
}

/** Lets go of the held seats and goes back to the choice. */
export function ChangeTickets({ action, orderId, slug }: ChangeTicketsProps) {
  const t = useTranslations('checkout.hold');
  const locale = useLocale();
  const [state, release] = useActionState(action, { status: 'idle' });
  return (
    <form action={release} className="flex flex-col items-start gap-2">
      <input type="hidden" name="orderId" value={orderId} />
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="locale" value={locale} />
      {state.status === 'fault' && <FaultNotice fault={state} />}
      <SubmitButton pendingLabel={t('changing')} variant="quiet">
        {t('change')}
      </SubmitButton>
    </form>
  );
}
