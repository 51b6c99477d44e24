'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { ProblemNotice } from '@/components/checkout/problem-notice';
import { buttonClass } from '@/components/ui/button-class';

/** An act asked for a younger sign-in: the way to it, and back to this page. */
export function SignInAgain({ cause }: { readonly cause: object }) {
  const t = useTranslations('admin.people.again');
  const path = usePathname();
  return (
    <ProblemNotice cause={cause} title={t('title')}>
      <p>{t('text')}</p>
      <a className={buttonClass('secondary')} href={`/sign-in?next=${encodeURIComponent(path)}&again=1`}>
        {t('action')}
      </a>
    </ProblemNotice>
  );
}
