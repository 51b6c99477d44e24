'use client';

import { useEffect, useRef } from 'react';
import { useLocale, useTranslations } from 'next-intl';
import { Field, fieldControl } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import type { SaleRefusal } from '@/lib/domain/refusal';
import type { StepState } from './action-states';
import { FaultNotice, ProblemNotice, RefusalNotice } from './problem-notice';

interface PromoFieldProps {
  readonly orderId: string;
  readonly slug: string;
  readonly state: StepState;
  readonly action: (form: FormData) => void;
}

/** Where a code is typed, folded away for those who have none. */
export function PromoField({ orderId, slug, state, action }: PromoFieldProps) {
  const t = useTranslations('checkout.promo');
  const locale = useLocale();
  const input = useRef<HTMLInputElement>(null);
  const reason = state.status === 'refused' ? promoReason(state.reason) : undefined;
  const error = reason === undefined ? undefined : t(`refused.${reason}`);
  useEffect(() => {
    if (state.status === 'refused') input.current?.focus();
  }, [state]);
  const texts = { id: 'promo-code', label: t('label'), error };
  return (
    <details className="w-full">
      <summary className="min-h-6 cursor-pointer text-accent underline underline-offset-4">
        {t('summary')}
      </summary>
      <form
        action={action}
        // React resets a form after its action; what was typed stays, to be corrected.
        onReset={(event) => event.preventDefault()}
        className="flex flex-col items-start gap-3 pt-3"
      >
        <input type="hidden" name="orderId" value={orderId} />
        <input type="hidden" name="locale" value={locale} />
        <Field {...texts}>
          <input
            ref={input}
            type="text"
            name="code"
            maxLength={100}
            required
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            {...fieldControl(texts)}
          />
        </Field>
        <SubmitButton pendingLabel={t('applying')} variant="secondary">
          {t('apply')}
        </SubmitButton>
        {error !== undefined && <p className="text-sm text-text-muted">{t('without')}</p>}
        <PromoProblem state={state} isTold={error !== undefined} slug={slug} />
      </form>
    </details>
  );
}

/** What is not about the code itself. */
function PromoProblem({
  state,
  isTold,
  slug,
}: {
  readonly state: StepState;
  readonly isTold: boolean;
  readonly slug: string;
}) {
  const t = useTranslations('checkout.promo');
  const fault = useTranslations('fault.too_many_requests');
  if (state.status === 'refused' && !isTold) return <RefusalNotice refused={state} slug={slug} />;
  if (state.status !== 'fault') return null;
  if (state.code !== 'too_many_requests') return <FaultNotice fault={state} note={t('without')} />;
  return (
    <ProblemNotice cause={state} title={fault('title')}>
      <p>{t('limited')}</p>
    </ProblemNotice>
  );
}

function promoReason(reason: SaleRefusal) {
  switch (reason) {
    case 'promo_unknown':
    case 'promo_used_up':
    case 'promo_not_usable':
    case 'limit_reached':
      return reason;
    default:
      return undefined;
  }
}
