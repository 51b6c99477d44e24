import type { ReactNode } from 'react';
import { useTranslations } from 'next-intl';
import { ProblemNotice } from '@/components/checkout/problem-notice';
import type { ScreenRefusal } from '@/lib/domain/screen-link';

interface ScreenRefusalNoticeProps {
  readonly refused: { readonly reason: ScreenRefusal };
  readonly children?: ReactNode;
}

/** Why no screen was confirmed, and what to do. */
export function ScreenRefusalNotice({ refused, children }: ScreenRefusalNoticeProps) {
  const t = useTranslations('screen.refusal');
  return (
    <ProblemNotice cause={refused} title={t(`${refused.reason}.title`)}>
      <p>{t(`${refused.reason}.text`)}</p>
      {children}
    </ProblemNotice>
  );
}
