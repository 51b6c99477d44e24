'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'next-intl';
import { PaymentElement } from '@stripe/react-stripe-js';
import { ButtonLink } from '@/components/ui/button-link';
import { buttonClass } from '@/components/ui/button-class';
import { Notice } from '@/components/ui/notice';
import { FaultNotice, ProblemNotice, RefusalNotice } from './problem-notice';
import { type Payment, type PayProblem, usePayment } from './use-payment';
import { useSecondsLeft } from './use-seconds-left';

interface PaymentFormProps extends Payment {
  readonly slug: string;
  readonly hold: { readonly until: string; readonly serverTime: string };
  readonly onLoadError: () => void;
  readonly children: ReactNode;
}

/** What stands inside Stripe's context: fields, confirmation, what went wrong, and the button. */
export function PaymentForm({ slug, hold, onLoadError, children, ...payment }: PaymentFormProps) {
  const t = useTranslations('checkout');
  const { pay, isReady, isWorking, problem } = usePayment(payment);
  const isOver = useSecondsLeft(hold) === 0 && !isWorking;
  if (isOver) {
    return (
      <Notice tone="danger" title={t('problem.expired.title')}>
        <div className="flex flex-col items-start gap-2">
          <p>{t('problem.expired.text')}</p>
          <ButtonLink href={`/checkout/${encodeURIComponent(slug)}`}>
            {t('problem.expired.action')}
          </ButtonLink>
        </div>
      </Notice>
    );
  }
  return (
    <form
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void pay();
      }}
    >
      <div className="flex flex-col gap-2">
        {isReady && <PaymentElement options={{ layout: 'tabs' }} onLoadError={onLoadError} />}
        <p className="text-sm text-text-muted">{t('pay.secure')}</p>
      </div>
      {children}
      {problem !== undefined && <PayProblemNotice problem={problem} slug={slug} />}
      <div className="flex flex-col items-start gap-3">
        <button
          type="submit"
          className={buttonClass('primary')}
          disabled={!isReady}
          aria-disabled={isWorking}
        >
          {isWorking ? t('pay.pending') : t('pay.submit')}
        </button>
        <p role="status" className="min-h-6 text-sm text-text-muted">
          {isWorking && t('pay.stay')}
        </p>
      </div>
    </form>
  );
}

function PayProblemNotice({ problem, slug }: { readonly problem: PayProblem; readonly slug: string }) {
  const t = useTranslations('checkout');
  switch (problem.kind) {
    case 'refused':
      return <RefusalNotice refused={problem} slug={slug} />;
    case 'fault':
      return <FaultNotice fault={problem} note={t('problem.kept')} />;
    case 'declined':
      return (
        <ProblemNotice cause={problem} title={t(`decline.${problem.reason}.title`)}>
          <p>{t(`decline.${problem.reason}.text`)}</p>
          <p>{t('problem.kept')}</p>
        </ProblemNotice>
      );
    case 'connection':
      return (
        <ProblemNotice cause={problem} title={t('problem.connection.title')}>
          <p>{t('problem.connection.text')}</p>
        </ProblemNotice>
      );
  }
}
