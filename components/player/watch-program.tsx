import { useLocale, useTranslations } from 'next-intl';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';

interface WatchProgramProps {
  readonly day: {
    readonly doorsAt: Date;
    readonly startsAt: Date;
    readonly endsAt: Date;
    readonly program: readonly { readonly at: string; readonly title: LocalizedText }[];
  };
  readonly venueTimeZone: string;
}

/** The day's timetable, from doors to end. */
export function WatchProgram({ day, venueTimeZone }: WatchProgramProps) {
  const t = useTranslations('watch.program');
  const locale = useLocale();
  const clock = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: venueTimeZone,
  });
  const lines = [
    { at: day.doorsAt, title: t('doors') },
    { at: day.startsAt, title: t('start') },
    ...day.program.map((item) => ({ at: new Date(item.at), title: inLocale(item.title, locale) })),
    { at: day.endsAt, title: t('end') },
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return (
    <section aria-labelledby="watch-program" className="flex flex-col gap-2">
      <h2 id="watch-program" className="text-lg">
        {t('title')}
      </h2>
      <ol className="divide-y divide-border rounded-card border border-border bg-surface-raised">
        {lines.map(({ at, title }) => (
          <li key={`${at.toISOString()} ${title}`} className="flex gap-4 px-4 py-2">
            <time dateTime={at.toISOString()} className="text-text-muted tabular-nums">
              {clock.format(at)}
            </time>
            <span>{title}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
