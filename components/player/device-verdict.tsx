import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { type Advice, advicesOf, verdictOf } from './device-checks';
import { textKey } from './player-error';
import type { DeviceTest } from './use-device-report';

interface DeviceVerdictProps {
  readonly test: Pick<DeviceTest, 'report' | 'code' | 'isSaved'>;
  readonly onAgain: () => void;
}

const tones = { ready: 'success', limited: 'warning', not_ready: 'warning' } as const;

/** What the checks come to: whether this device can play the show, and one thing to do about each check that did not pass. */
export function DeviceVerdict({ test, onAgain }: DeviceVerdictProps) {
  const { report, code, isSaved } = test;
  const t = useTranslations('testPlayback');
  const verdict = verdictOf(report);
  if (verdict === 'untested' || verdict === 'running') {
    return <Notice tone="info" title={t(`verdict.${verdict}.title`)} />;
  }
  const advices = advicesOf(report);
  return (
    <Notice tone={tones[verdict]} title={t(`verdict.${verdict}.title`)}>
      <div className="flex flex-col gap-3">
        <p>{t(`verdict.${verdict}.text`)}</p>
        {advices.length > 0 && (
          <ul className="flex max-w-prose flex-col gap-2">
            {advices.map(({ check, result, advice }) => (
              <li key={check} className="flex flex-col">
                <span className="flex flex-wrap gap-x-3 font-bold">
                  {t(`check.${check}`)}
                  <span className={result === 'failed' ? 'text-danger' : 'text-warning'}>
                    {t(`state.${result}`)}
                  </span>
                </span>
                <AdviceText advice={advice} />
              </li>
            ))}
          </ul>
        )}
        {code !== undefined && (
          <p className="text-sm">
            {t('code')} <code className="font-mono text-base font-bold">{code}</code>
          </p>
        )}
        <p className="min-h-6 text-sm text-text-muted">
          {isSaved !== undefined && t(isSaved ? 'saved' : 'notSaved')}
        </p>
        <div>
          <Button variant="secondary" onClick={onAgain}>
            {t('again')}
          </Button>
        </div>
      </div>
    </Notice>
  );
}

function AdviceText({ advice }: { readonly advice: Advice }) {
  const t = useTranslations();
  return (
    <span>
      {advice.kind === 'fix' ? t(`testPlayback.fix.${advice.fix}`) : t(`${textKey(advice.problem)}.text`)}
    </span>
  );
}
