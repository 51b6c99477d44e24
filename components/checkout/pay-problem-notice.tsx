import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { PayProblem } from './pay-outcome';
import { FaultNotice, ProblemNotice, RefusalNotice } from './problem-notice';

/** What went wrong with a press of the button, and that the seat is still held where it is. */
export function PayProblemNotice({ problem, slug }: { readonly problem: PayProblem; readonly slug: string }) {
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
    case 'outdated':
      return (
        <ProblemNotice cause={problem} title={t('problem.outdated.title')}>
          <p>{t('problem.outdated.text')}</p>
          <Button variant="secondary" onClick={() => window.location.reload()}>
            {t('problem.outdated.action')}
          </Button>
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
