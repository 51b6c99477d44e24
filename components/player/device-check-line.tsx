import { useTranslations } from 'next-intl';
import type { ReadinessCheckName } from '@/lib/domain/readiness';
import type { CheckState, Finding } from './device-checks';

const looks = {
  waiting: { ink: 'text-text-muted', path: 'M8 12h8' },
  running: { ink: 'text-info', path: 'M12 7v5l3.5 2' },
  press: { ink: 'text-warning', path: 'M12 7v6M12 16.5v.5' },
  passed: { ink: 'text-success', path: 'm7.5 12.5 3 3 6-6.5' },
  warned: { ink: 'text-warning', path: 'M12 7v6M12 16.5v.5' },
  failed: { ink: 'text-danger', path: 'm8.5 8.5 7 7M15.5 8.5l-7 7' },
  skipped: { ink: 'text-text-muted', path: 'M8 12h8' },
} as const satisfies Record<CheckState, { ink: string; path: string }>;

interface DeviceCheckLineProps {
  readonly check: ReadinessCheckName;
  readonly state: CheckState;
  readonly finding: Finding | undefined;
}

/** One check and its state, in words and with a sign of its own, and what it learned. */
export function DeviceCheckLine({ check, state, finding }: DeviceCheckLineProps) {
  const t = useTranslations('testPlayback');
  const { ink, path } = looks[state];
  return (
    <li className="flex min-h-11 items-center gap-3 px-4 py-1.5">
      <svg viewBox="0 0 24 24" className={`size-6 shrink-0 ${ink}`} aria-hidden="true" focusable="false">
        <g fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
          <circle cx="12" cy="12" r="10" />
          <path d={path} />
        </g>
      </svg>
      <span className="flex min-w-0 grow flex-col leading-snug">
        {t(`check.${check}`)}
        {finding !== undefined && (
          <span className="text-sm text-text-muted">
            <FindingWords finding={finding} />
          </span>
        )}
      </span>
      <span className={`shrink-0 text-sm font-bold ${ink}`}>{t(`state.${state}`)}</span>
    </li>
  );
}

function FindingWords({ finding }: { readonly finding: Finding }) {
  const t = useTranslations('testPlayback.found');
  switch (finding.kind) {
    case 'protection':
      return t(finding.isHardware ? 'hardware' : 'software', { name: names[finding.keySystem] });
    case 'height':
      return t('height', { height: finding.height });
    case 'speed':
      return t('speed', { mbps: Math.max(0.1, Math.min(finding.kbps / 1000, 100)) });
    case 'clock':
      return t(finding.seconds > 0 ? 'ahead' : 'behind', { minutes: Math.abs(finding.seconds) / 60 });
  }
}

const names = {
  widevine: 'Widevine',
  playready: 'PlayReady',
  fairplay: 'FairPlay',
  clearkey: 'Clear Key',
} as const;
