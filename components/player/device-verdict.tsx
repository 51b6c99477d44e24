import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { type DeviceReport, verdictOf } from './device-checks';
import { textKey } from './player-error';

interface DeviceVerdictProps {
  readonly report: DeviceReport;
  /** What the support desk asks for; absent before the first test. */
  readonly code: string | undefined;
}

/** What the checks come to: this device can play the show, or what stands in the way and how to get past it. */
export function DeviceVerdict({ report, code }: DeviceVerdictProps) {
  const t = useTranslations();
  const verdict = verdictOf(report);
  const codeLine = code !== undefined && (
    <p className="text-sm">
      {t('testPlayback.code')} <code className="font-mono text-base font-bold">{code}</code>
    </p>
  );
  if (verdict === 'ok') {
    return (
      <Notice tone="success" title={t('testPlayback.ok')}>
        <p>{t('testPlayback.okText')}</p>
        {codeLine}
      </Notice>
    );
  }
  if (report.failed !== undefined) {
    const { check, problem } = report.failed;
    return (
      <Notice tone="warning" title={t('testPlayback.failed', { check: t(`testPlayback.check.${check}`) })}>
        <p>{t(`${textKey(problem)}.text`)}</p>
        {codeLine}
      </Notice>
    );
  }
  return (
    <Notice tone="info" title={t(`testPlayback.verdict.${verdict === 'running' ? 'running' : 'untested'}`)} />
  );
}
