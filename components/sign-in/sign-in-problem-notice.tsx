'use client';

import { useTranslations } from 'next-intl';
import { FaultNotice, ProblemNotice } from '@/components/checkout/problem-notice';
import type { SignInProblem } from './sign-in-api';

interface SignInProblemNoticeProps {
  readonly problem: SignInProblem;
}

/** What stopped a step of the sign-in by mail and what to do; it takes the focus. */
export function SignInProblemNotice({ problem }: SignInProblemNoticeProps) {
  const t = useTranslations('signIn.code');
  switch (problem.kind) {
    case 'fault':
      return <FaultNotice fault={problem} />;
    case 'limited':
      return (
        <ProblemNotice cause={problem} title={t('limited.title')}>
          <p>{t('limited.text', { minutes: problem.minutes })}</p>
        </ProblemNotice>
      );
    case 'connection':
      return (
        <ProblemNotice cause={problem} title={t('offline.title')}>
          <p>{t('offline.text')}</p>
        </ProblemNotice>
      );
    case 'refused': {
      const { reason } = problem.refusal;
      // The field of the code says that itself.
      if (reason === 'wrong_code') return null;
      return (
        <ProblemNotice cause={problem} title={t(`refusal.${reason}.title`)}>
          <p>{t(`refusal.${reason}.text`)}</p>
        </ProblemNotice>
      );
    }
  }
}
