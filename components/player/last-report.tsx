import { useLocale, useTranslations } from 'next-intl';
import { formatShortDateTime } from '@/components/ui/format-date-time';
import type { ReadinessVerdict } from '@/lib/domain/readiness';

interface LastReportProps {
  readonly verdict: ReadinessVerdict;
  readonly checkedAt: Date;
  readonly code: string;
  /** IANA name of the zone the event keeps. */
  readonly timeZone: string;
}

/** What this browser's last test playback came to. */
export function LastReport({ verdict, checkedAt, code, timeZone }: LastReportProps) {
  const t = useTranslations('testPlayback');
  const locale = useLocale();
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 rounded-card border border-border bg-surface-raised p-4 text-sm">
      <div>
        <dt className="text-text-muted">{t('last.title')}</dt>
        <dd>
          <span className="font-bold">{t(`last.${verdict}`)}</span>{' '}
          <time dateTime={checkedAt.toISOString()} className="tabular-nums">
            {formatShortDateTime({ at: checkedAt, timeZone, locale })}
          </time>
        </dd>
      </div>
      <div>
        <dt className="text-text-muted">{t('code')}</dt>
        <dd className="font-mono font-bold">{code}</dd>
      </div>
    </dl>
  );
}
