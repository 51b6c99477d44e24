import { useLocale, useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';
import type { EventDayPhase } from '@/lib/domain/event-day';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';

interface WatchDaysProps {
  readonly slug: string;
  readonly days: readonly {
    readonly position: number;
    readonly title: LocalizedText;
    readonly phase: EventDayPhase;
  }[];
  /** The position of the day being shown. */
  readonly current: number;
}

/** The other days of the event, each with its own address. */
export function WatchDays({ slug, days, current }: WatchDaysProps) {
  const t = useTranslations('watch');
  const locale = useLocale();
  return (
    <nav aria-labelledby="watch-days" className="flex flex-col gap-2">
      <h2 id="watch-days" className="text-lg">
        {t('days')}
      </h2>
      <ul className="divide-y divide-border rounded-card border border-border bg-surface-raised">
        {days.map(({ position, title, phase }) => (
          <li key={position}>
            <Link
              href={`/watch/${slug}?day=${position}`}
              aria-current={position === current ? 'page' : undefined}
              className="flex min-h-11 items-center justify-between gap-3 px-4 py-2 text-text hover:underline aria-[current]:border-l-4 aria-[current]:border-accent aria-[current]:font-bold"
            >
              <span>{inLocale(title, locale)}</span>
              <span className="shrink-0 text-sm text-text-muted">{t(`phase.${phase}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
