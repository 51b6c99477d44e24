'use client';

import type { EventDayPhase } from '@/lib/domain/event-day';
import { haltOf } from '@/lib/domain/event-state';
import { buttonClass } from '@/components/ui/button-class';
import { Countdown } from './countdown';
import { useEventState } from './event-state-provider';

export interface StripDay {
  readonly id: string;
  readonly title: string;
  readonly doorsAt: string;
  readonly startsAt: string;
}

interface StateStripProps {
  readonly days: readonly StripDay[];
  readonly watchHref: string;
  readonly label: string;
  readonly watch: string;
  readonly watchHint: string;
  readonly countdown: Readonly<Record<'doors' | 'start' | 'days' | 'now', string>>;
}

/** The day that matters now, how it stands, and the way to the stream once doors are open. */
export function StateStrip({ days, watchHref, label, watch, watchHint, countdown }: StateStripProps) {
  const { state, skewMs, words } = useEventState();
  const stateOf = (id: string) => state.days.find((known) => known.id === id);
  const phaseOf = (id: string) => stateOf(id)?.phase ?? 'before';
  // The last that is open: an earlier one may still be on air only because nobody has ended it.
  const day =
    days.findLast(({ id }) => ['doors', 'live'].includes(phaseOf(id))) ??
    days.find(({ id }) => phaseOf(id) !== 'ended') ??
    days.at(-1);
  if (day === undefined) return null;
  const phase = phaseOf(day.id);
  const isOpen = phase === 'doors' || phase === 'live' || phase === 'archive';
  const halt = haltOf(stateOf(day.id));
  const next = halt === undefined ? nextMoment(day, phase) : undefined;
  return (
    <section
      aria-label={label}
      className="flex flex-col gap-3 rounded-card border border-border bg-surface-raised p-4 sm:flex-row sm:items-center sm:justify-between"
    >
      <div className="flex min-h-14 flex-col gap-1">
        <p role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <strong
            className={`rounded-control border px-2 text-sm ${isOpen ? 'border-accent bg-accent text-on-accent' : 'border-border-strong'}`}
          >
            {halt === undefined ? words.phase[phase] : words.halt[halt].title}
          </strong>{' '}
          <span className="font-bold">{day.title}</span>
        </p>
        <p className="text-sm text-text-muted">
          {next !== undefined && skewMs !== undefined && (
            <Countdown
              until={next}
              skewMs={skewMs}
              template={phase === 'before' ? countdown.doors : countdown.start}
              days={countdown.days}
              now={countdown.now}
            />
          )}
          {halt !== undefined && words.halt[halt].text}
          {isOpen && phase === 'live' && halt === undefined && watchHint}
        </p>
      </div>
      {isOpen && (
        <a href={watchHref} className={buttonClass('primary')}>
          {watch}
        </a>
      )}
    </section>
  );
}

/** What to count down to. */
function nextMoment(day: StripDay, phase: EventDayPhase): string | undefined {
  if (phase === 'before') return day.doorsAt;
  return phase === 'doors' ? day.startsAt : undefined;
}
