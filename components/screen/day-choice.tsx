/** A day of an event, in the language of the page. */
export interface DayToShow {
  readonly id: string;
  readonly title: string;
  readonly eventTitle: string;
}

interface DayChoiceProps {
  readonly legend: string;
  /** At least one; the first is chosen. */
  readonly days: readonly DayToShow[];
}

/** What the other screen is to show; where there is one day only, nothing is to be chosen. */
export function DayChoice({ legend, days }: DayChoiceProps) {
  return (
    <fieldset className="flex w-full flex-col gap-2">
      <legend className="mb-2 font-bold">{legend}</legend>
      {days.map(({ id, title, eventTitle }, index) => (
        <label
          key={id}
          className="flex min-h-11 items-center gap-3 rounded-card border border-border bg-surface-raised p-4 has-checked:border-accent"
        >
          <input
            type={days.length === 1 ? 'hidden' : 'radio'}
            name="eventDayId"
            value={id}
            defaultChecked={index === 0}
            className="size-5 shrink-0 accent-accent"
          />
          <span className="flex min-w-0 flex-col">
            <span className="font-bold">{title}</span>
            <span className="text-sm text-text-muted">{eventTitle}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
