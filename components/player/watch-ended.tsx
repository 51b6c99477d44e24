'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { formatDateTime } from '@/components/ui/format-date-time';
import type { EventDayPhase } from '@/lib/domain/event-day';
import { StageFrame } from './stage-frame';

interface WatchEndedProps {
  readonly slug: string;
  readonly phase: EventDayPhase;
  /** ISO 8601. */
  readonly archiveUntil: string | undefined;
  readonly venueTimeZone: string;
  /** Shows the player again, as long as the day can be played. */
  readonly onAgain: () => void;
}

/** In the picture's place after the show: thanks, and where to go from here. */
export function WatchEnded({ slug, phase, archiveUntil, venueTimeZone, onAgain }: WatchEndedProps) {
  const t = useTranslations('watch.over');
  const locale = useLocale();
  const hasArchive = archiveUntil !== undefined && phase !== 'ended';
  return (
    <StageFrame>
      <div className="flex flex-col items-center gap-2 text-center sm:gap-4">
        <div role="status">
          <h2 className="text-base sm:text-2xl">{t('title')}</h2>
        </div>
        <p className="text-sm sm:text-base">
          {t('text')}
          {hasArchive && (
            <span className="block">
              {t('archive', {
                until: formatDateTime({ at: new Date(archiveUntil), timeZone: venueTimeZone, locale }),
              })}
            </span>
          )}
        </p>
        <div className="flex flex-wrap justify-center gap-2">
          {phase === 'archive' && <Button onClick={onAgain}>{t('watchArchive')}</Button>}
          {(phase === 'doors' || phase === 'live') && (
            <Button variant="secondary" onClick={onAgain}>
              {t('back')}
            </Button>
          )}
          <ButtonLink variant="secondary" href={`/events/${slug}`}>
            {t('event')}
          </ButtonLink>
        </div>
      </div>
    </StageFrame>
  );
}
