import { useLocale, useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';
import { formatShortDateTime } from '@/components/ui/format-date-time';
import { Link } from '@/components/ui/link';
import type { ReadinessVerdict } from '@/lib/domain/readiness';

export interface TestedDevice {
  /** Such as `iPhone · Safari`. */
  readonly device: string;
  readonly verdict: ReadinessVerdict;
  readonly checkedAt: Date;
}

interface ReadinessTickProps {
  /** Newest first. */
  readonly devices: readonly TestedDevice[];
  readonly eventSlug: string;
  /** IANA name of the zone the event keeps. */
  readonly timeZone: string;
}

const looks = {
  ready: { ink: 'text-success', path: 'm7.5 12.5 3 3 6-6.5' },
  limited: { ink: 'text-warning', path: 'M12 7v6M12 16.5v.5' },
  not_ready: { ink: 'text-danger', path: 'm8.5 8.5 7 7M15.5 8.5l-7 7' },
} as const satisfies Record<ReadinessVerdict, { ink: string; path: string }>;

const SHOWN = 4;

/** Which of the viewer's devices have been tested for an event, what came of it and when; without any, the way to the test. */
export function ReadinessTick({ devices, eventSlug, timeZone }: ReadinessTickProps) {
  const t = useTranslations('tickets');
  const locale = useLocale();
  const href = `/test-playback?event=${encodeURIComponent(eventSlug)}`;
  if (devices.length === 0) {
    return (
      <div className="flex flex-col items-start gap-2">
        <p className="text-sm text-text-muted">{t('readiness.none')}</p>
        <ButtonLink href={href} variant="secondary">
          {t('test')}
        </ButtonLink>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-2 text-sm">
      <ul aria-label={t('readiness.title')} className="flex flex-col gap-1">
        {devices.slice(0, SHOWN).map(({ device, verdict, checkedAt }) => (
          <li key={`${device}${checkedAt.getTime()}`} className="flex items-start gap-2">
            <svg
              viewBox="0 0 24 24"
              className={`size-6 shrink-0 ${looks[verdict].ink}`}
              aria-hidden="true"
              focusable="false"
            >
              <g
                fill="none"
                stroke="currentColor"
                strokeWidth="2"
                strokeLinecap="round"
                strokeLinejoin="round"
              >
                <circle cx="12" cy="12" r="10" />
                <path d={looks[verdict].path} />
              </g>
            </svg>
            <span>
              {device} <span className={`font-bold ${looks[verdict].ink}`}>{t(`readiness.${verdict}`)}</span>{' '}
              <time dateTime={checkedAt.toISOString()} className="tabular-nums">
                {formatShortDateTime({ at: checkedAt, timeZone, locale })}
              </time>
            </span>
          </li>
        ))}
      </ul>
      <p>
        <Link href={href}>{t('readiness.another')}</Link>
      </p>
    </div>
  );
}
