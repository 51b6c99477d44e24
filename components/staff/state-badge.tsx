export type StateTone = 'good' | 'waiting' | 'stopped' | 'alarm';

const tones = {
  good: { ink: 'text-success', icon: 'm4.5 8.5 2.5 2.5 4.5-5.5' },
  waiting: { ink: 'text-info', icon: 'M8 4.5V8l2.5 1.5' },
  stopped: { ink: 'text-text-muted', icon: 'M5 8h6' },
  alarm: { ink: 'text-danger', icon: 'M8 4v5M8 11.5v.2' },
} as const satisfies Record<StateTone, { ink: string; icon: string }>;

/** A state in a word, with a sign of its own for those who do not see the color. */
export function StateBadge({ tone, word }: { readonly tone: StateTone; readonly word: string }) {
  return (
    <span className={`inline-flex items-baseline gap-1.5 font-bold whitespace-nowrap ${tones[tone].ink}`}>
      <StateSign tone={tone} />
      {word}
    </span>
  );
}

/** The sign alone, in the color of its text, beside words that say the same. */
export function StateSign({ tone }: { readonly tone: StateTone }) {
  return (
    <svg viewBox="0 0 16 16" className="size-4 shrink-0 self-center" aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
        <circle cx="8" cy="8" r="7" />
        <path d={tones[tone].icon} />
      </g>
    </svg>
  );
}

export function inkOf(tone: StateTone): string {
  return tones[tone].ink;
}
