import { useLocale, useTranslations } from 'next-intl';
import { LocalTime } from '@/components/ui/local-time';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';

interface ClaimFactsProps {
  readonly eventTitle: LocalizedText;
  /** IANA name. */
  readonly timeZone: string;
  readonly tickets: readonly LocalizedText[];
  readonly days: readonly { readonly title: LocalizedText; readonly startsAt: Date }[];
  readonly expiresAt: Date;
}

/** What a link promises. */
export function ClaimFacts({ eventTitle, timeZone, tickets, days, expiresAt }: ClaimFactsProps) {
  const t = useTranslations('claim');
  const locale = useLocale();
  return (
    <div className="flex flex-col gap-3 rounded-card border border-border bg-surface-raised p-4">
      <p className="text-lg font-bold">{inLocale(eventTitle, locale)}</p>
      <dl className="flex flex-col gap-1">
        <dt className="text-sm text-text-muted">{t('ticket')}</dt>
        {tickets.map((name, index) => (
          <dd key={index}>{inLocale(name, locale)}</dd>
        ))}
        <dt className="pt-2 text-sm text-text-muted">{t('days')}</dt>
        {days.map(({ title, startsAt }, index) => (
          <dd key={index} className="flex flex-wrap gap-x-3">
            {inLocale(title, locale)} <LocalTime at={startsAt} venueTimeZone={timeZone} />
          </dd>
        ))}
        <dt className="pt-2 text-sm text-text-muted">{t('until')}</dt>
        <dd>
          <LocalTime at={expiresAt} venueTimeZone={timeZone} />
        </dd>
      </dl>
    </div>
  );
}
