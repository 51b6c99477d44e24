'use client';

import { useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';
import { type TicketStanding, useTicketStanding } from './ticket-states';

interface StandingProps {
  readonly eventDayId: string;
  /** As the page was made. */
  readonly standing: TicketStanding;
}

/** How a ticket stands, in a word. */
export function TicketBadge({ eventDayId, standing: made }: StandingProps) {
  const t = useTranslations('tickets');
  const { standing, halt } = useTicketStanding(eventDayId, made);
  const isOpen = ['doors', 'live', 'archive'].includes(standing);
  return (
    <p
      className={`self-start rounded-control border px-2 text-sm font-bold ${isOpen ? 'border-accent bg-accent text-on-accent' : 'border-border-strong'}`}
    >
      {halt === undefined ? t(`state.${standing}`) : t(`halt.${halt}.title`)}
    </p>
  );
}

interface NextStepProps extends StandingProps {
  readonly eventSlug: string;
  readonly dayTitle: string;
  readonly dayPosition: number;
}

/** What its holder can do with it now. */
export function TicketNextStep({
  eventDayId,
  standing: made,
  eventSlug,
  dayTitle,
  dayPosition,
}: NextStepProps) {
  const t = useTranslations('tickets');
  const { standing, halt } = useTicketStanding(eventDayId, made);
  const slug = encodeURIComponent(eventSlug);
  switch (standing) {
    case 'doors':
    case 'live':
    case 'archive':
      return (
        <div className="flex flex-col gap-3">
          {halt !== undefined && <p className="text-sm font-bold">{t(`halt.${halt}.text`)}</p>}
          <div className="flex flex-wrap gap-3">
            <ButtonLink
              href={`/watch/${slug}?day=${dayPosition}`}
              aria-label={t('watchNamed', { day: dayTitle })}
            >
              {t('watch')}
            </ButtonLink>
            <ButtonLink href="/screen" variant="quiet">
              {t('moveScreen')}
            </ButtonLink>
          </div>
        </div>
      );
    case 'before':
      return (
        <p className="text-sm text-text-muted">{halt === undefined ? t('notYet') : t(`halt.${halt}.text`)}</p>
      );
    case 'ended':
      return <p className="text-sm text-text-muted">{t('over')}</p>;
    case 'suspended':
      return <p className="text-sm font-bold text-warning">{t('suspendedText')}</p>;
    case 'revoked':
      return <p className="text-sm font-bold text-danger">{t('revokedText')}</p>;
  }
}
