'use client';

import { useState, useTransition } from 'react';
import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { localizedPath } from '@/messages/localized-path';
import type { LeaveAction, LeaveState } from './action-states';
import { FaultNotice } from './problem-notice';

interface LeaveVoucherProps {
  readonly orderId: string;
  readonly slug: string;
  /** For how long the seats are held after that. */
  readonly minutes: number;
  readonly action: LeaveAction;
}

/**
 * Gives the voucher up and goes back to choosing how to pay. Not a form: this page sends no referrer, so that a form
 * sent before the scripts run would carry `Origin: null`, which server actions refuse.
 */
export function LeaveVoucher({ orderId, slug, minutes, action }: LeaveVoucherProps) {
  const t = useTranslations('order.voucher.leave');
  const locale = useLocale();
  const [state, setState] = useState<LeaveState>({ status: 'idle' });
  const [isPending, startTransition] = useTransition();
  const leave = () =>
    startTransition(async () => {
      const next = await action(orderId);
      setState(next);
      if (next.status !== 'done') return;
      const path = next.value === 'paid' ? `/orders/${orderId}` : `/checkout/${encodeURIComponent(slug)}`;
      window.location.assign(localizedPath(path, locale));
    });
  return (
    <details className="rounded-card border border-border p-4">
      <summary className="min-h-6 cursor-pointer font-bold text-accent underline underline-offset-4">
        {t('summary')}
      </summary>
      <div className="flex flex-col items-start gap-3 pt-3">
        <p>{t('text', { minutes })}</p>
        {state.status === 'fault' && <FaultNotice fault={state} />}
        <Button
          variant="danger"
          aria-disabled={isPending}
          onClick={() => {
            if (!isPending) leave();
          }}
        >
          {isPending ? t('pending') : t('action')}
        </Button>
      </div>
    </details>
  );
}
