import { useTranslations } from 'next-intl';
import type { CheckState, DeviceCheck } from './device-checks';

const looks = {
  waiting: { ink: 'text-text-muted', path: 'M8 12h8' },
  running: { ink: 'text-info', path: 'M12 7v5l3.5 2' },
  press: { ink: 'text-warning', path: 'M12 7v6M12 16.5v.5' },
  passed: { ink: 'text-success', path: 'm7.5 12.5 3 3 6-6.5' },
  failed: { ink: 'text-danger', path: 'm8.5 8.5 7 7M15.5 8.5l-7 7' },
} as const satisfies Record<CheckState, { ink: string; path: string }>;

interface DeviceCheckLineProps {
  readonly check: DeviceCheck;
  readonly state: CheckState;
}

/** One check and its state, in words and with a sign of its own. */
export function DeviceCheckLine({ check, state }: DeviceCheckLineProps) {
  const t = useTranslations('testPlayback');
  const { ink, path } = looks[state];
  return (
    <li className="flex items-center gap-3 px-4 py-2">
      <svg viewBox="0 0 24 24" className={`size-6 shrink-0 ${ink}`} aria-hidden="true" focusable="false">
        <g fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
          <circle cx="12" cy="12" r="10" />
          <path d={path} />
        </g>
      </svg>
      <span className="grow">{t(`check.${check}`)}</span>
      <span className={`shrink-0 text-sm font-bold ${ink}`}>{t(`state.${state}`)}</span>
    </li>
  );
}
