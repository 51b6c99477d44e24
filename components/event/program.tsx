import { useLocale, useTranslations } from 'next-intl';
import { LocalTime } from '@/components/ui/local-time';
import { PhaseBadge } from './phase-badge';

export interface ProgramDay {
  readonly id: string;
  readonly title: string;
  readonly doorsAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly items: readonly { readonly at: Date; readonly title: string }[];
}

interface ProgramProps {
  readonly days: readonly ProgramDay[];
  readonly venueTimeZone: string;
}

/** What is shown when, day by day. */
export function Program({ days, venueTimeZone }: ProgramProps) {
  const t = useTranslations('event.program');
  const clock = new Intl.DateTimeFormat(useLocale(), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: venueTimeZone,
  });
  return (
    <section aria-labelledby="program" className="flex flex-col gap-4">
      <h2 id="program" className="text-2xl">
        {t('title')}
      </h2>
      <ol className="flex flex-col gap-4">
        {days.map((day) => (
          <li
            key={day.id}
            className="flex flex-col gap-3 rounded-card border border-border bg-surface-raised p-4"
          >
            <div className="flex flex-wrap items-center justify-between gap-2">
              <h3 className="text-lg">{day.title}</h3>
              <PhaseBadge dayId={day.id} />
            </div>
            <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-3">
              {(['doors', 'start', 'end'] as const).map((moment) => (
                <div key={moment}>
                  <dt className="text-text-muted">{t(moment)}</dt>
                  <dd>
                    <LocalTime at={timeOf(day, moment)} venueTimeZone={venueTimeZone} />
                  </dd>
                </div>
              ))}
            </dl>
            {day.items.length === 0 && <p className="text-text-muted">{t('none')}</p>}
            {day.items.length > 0 && (
              <ol className="flex flex-col divide-y divide-border">
                {day.items.map((item) => (
                  <li key={item.at.toISOString()} className="flex flex-wrap gap-x-6 gap-y-1 py-2">
                    <time dateTime={item.at.toISOString()} className="text-text-muted tabular-nums">
                      {clock.format(item.at)}
                    </time>
                    <span>{item.title}</span>
                  </li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function timeOf(day: ProgramDay, moment: 'doors' | 'start' | 'end'): Date {
  return { doors: day.doorsAt, start: day.startsAt, end: day.endsAt }[moment];
}
