'use client';

import { useActionState, useEffect, useRef } from 'react';
import { useLocale, useTranslations } from 'next-intl';
import { SubmitButton } from '@/components/ui/submit-button';
import type { StepAction } from './action-states';
import { FaultNotice } from './problem-notice';
import { PromoField } from './promo-field';

interface PromoCodeProps {
  readonly orderId: string;
  readonly slug: string;
  /** The code on the order now. */
  readonly applied: string | undefined;
  /** What is to be paid now, as it is written. */
  readonly total: string;
  readonly apply: StepAction;
  readonly remove: StepAction;
}

/** A form of its own above the payment: what was typed into Stripe's fields stays. */
export function PromoCode({ orderId, slug, applied, total, apply, remove }: PromoCodeProps) {
  const t = useTranslations('checkout.promo');
  const locale = useLocale();
  const [applyState, applyCode] = useActionState(apply, { status: 'idle' });
  const [removeState, removeCode] = useActionState(remove, { status: 'idle' });
  const news = useFocusOnNews(applied);
  return (
    <div className="flex flex-col items-start gap-2">
      <p ref={news} tabIndex={-1} role="status" className="rounded-control font-bold text-success">
        {applied !== undefined && applyState.status === 'done' && t('applied', { code: applied, total })}
        {applied === undefined && removeState.status === 'done' && t('removed', { total })}
      </p>
      {applied === undefined ? (
        <PromoField orderId={orderId} slug={slug} state={applyState} action={applyCode} />
      ) : (
        <form action={removeCode} className="flex flex-wrap items-center gap-x-4">
          <input type="hidden" name="orderId" value={orderId} />
          <input type="hidden" name="locale" value={locale} />
          {removeState.status === 'fault' && <FaultNotice fault={removeState} />}
          {applyState.status !== 'done' && <span>{t('inUse', { code: applied })}</span>}
          <SubmitButton pendingLabel={t('removing')} variant="quiet">
            {t('remove')}
          </SubmitButton>
        </form>
      )}
    </div>
  );
}

/** The form that had the focus is gone when a code comes or goes: the news takes it. */
function useFocusOnNews(applied: string | undefined) {
  const box = useRef<HTMLParagraphElement>(null);
  const before = useRef(applied);
  useEffect(() => {
    if (before.current !== applied) box.current?.focus();
    before.current = applied;
  }, [applied]);
  return box;
}
