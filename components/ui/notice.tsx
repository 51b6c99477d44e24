import type { ReactNode } from 'react';

export type NoticeTone = 'info' | 'success' | 'warning' | 'danger';

interface NoticeProps {
  readonly tone: NoticeTone;
  /** Says in words what the color says. */
  readonly title: string;
  readonly children?: ReactNode;
}

const tones = {
  info: { ink: 'border-info text-info', icon: 'M12 11v6M12 7v.5' },
  success: { ink: 'border-success text-success', icon: 'm7.5 12.5 3 3 6-6.5' },
  warning: { ink: 'border-warning text-warning', icon: 'M12 7v6M12 16.5v.5' },
  danger: { ink: 'border-danger text-danger', icon: 'm8.5 8.5 7 7M15.5 8.5l-7 7' },
} as const satisfies Record<NoticeTone, { ink: string; icon: string }>;

/** A message about the state of things. `danger` interrupts a screen reader, the others wait for a pause. */
export function Notice({ tone, title, children }: NoticeProps) {
  const { ink, icon } = tones[tone];
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={`flex gap-3 rounded-card border-l-4 bg-surface-raised p-4 ${ink}`}
    >
      <svg viewBox="0 0 24 24" className="mt-0.5 size-6 shrink-0" aria-hidden="true" focusable="false">
        <g fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
          <circle cx="12" cy="12" r="10" />
          <path d={icon} />
        </g>
      </svg>
      <div className="flex min-w-0 flex-col gap-1">
        <p className="font-bold">{title}</p>
        {children !== undefined && <div className="text-text">{children}</div>}
      </div>
    </div>
  );
}
