import { useLocale, useTranslations } from 'next-intl';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';
import type { PlaybackRefusal } from '@/lib/domain/refusal';
import { localizedPath } from '@/messages/localized-path';
import { type PlayerPlace, ProblemCard } from './problem-card';

interface WatchRefusalProps {
  readonly refusal: PlaybackRefusal | 'not_signed_in';
  readonly place: PlayerPlace;
}

/** What stands in the player's place when this viewer may not watch, with the one thing to do about it. */
export function WatchRefusal({ refusal, place }: WatchRefusalProps) {
  const t = useTranslations('watch');
  const locale = useLocale();
  if (refusal === 'not_signed_in') {
    const next = encodeURIComponent(localizedPath(place.here, locale));
    return (
      <Notice tone="info" title={t('signIn.title')}>
        <div className="flex flex-col items-start gap-3">
          <p>{t('signIn.text')}</p>
          <ButtonLink href={`/sign-in?next=${next}`}>{t('signIn.action')}</ButtonLink>
        </div>
      </Notice>
    );
  }
  return (
    <ProblemCard
      problem={{ kind: 'refusal', code: refusal }}
      place={place}
      firstAction={
        refusal === 'not_entitled' ? (
          <ButtonLink href={`/checkout/${place.slug}`}>{t('buy')}</ButtonLink>
        ) : undefined
      }
    />
  );
}
