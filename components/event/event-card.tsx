import { useLocale, useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';
import { Link } from '@/components/ui/link';
import { LocalTime } from '@/components/ui/local-time';
import { formatMoney } from '@/lib/domain/money';

export interface EventCardProps {
  readonly slug: string;
  readonly title: string;
  readonly tagline: string;
  readonly venueTimeZone: string;
  readonly firstStartsAt: Date;
  readonly lastEndsAt: Date;
  readonly fromPriceMinor: number;
  readonly currency: string;
  readonly stage: 'coming' | 'on' | 'over';
}

/** An event in the list; the whole name is the link. */
export function EventCard(event: EventCardProps) {
  const t = useTranslations('home');
  const locale = useLocale();
  const href = `/events/${encodeURIComponent(event.slug)}`;
  return (
    <li className="flex flex-col gap-3 rounded-card border border-border bg-surface-raised p-5">
      {event.stage !== 'coming' && (
        <p className="text-sm font-bold text-accent">{t(event.stage === 'on' ? 'onNow' : 'ended')}</p>
      )}
      <h2 className="text-xl sm:text-2xl">
        <Link href={href} className="text-text underline-offset-4 hover:text-accent hover:underline">
          {event.title}
        </Link>
      </h2>
      <p>{event.tagline}</p>
      <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-2">
        {(['starts', 'ends'] as const).map((moment) => (
          <div key={moment}>
            <dt className="text-text-muted">{t(moment)}</dt>
            <dd>
              <LocalTime
                at={moment === 'starts' ? event.firstStartsAt : event.lastEndsAt}
                venueTimeZone={event.venueTimeZone}
              />
            </dd>
          </div>
        ))}
      </dl>
      {event.stage !== 'over' && (
        <p className="font-bold">
          {t('from', { price: formatMoney(event.fromPriceMinor, event.currency, locale) })}
        </p>
      )}
      <p>
        <ButtonLink href={href} variant="secondary" aria-label={`${t('details')}: ${event.title}`}>
          {t('details')}
        </ButtonLink>
      </p>
    </li>
  );
}
