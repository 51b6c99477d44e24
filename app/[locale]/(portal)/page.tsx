import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { EventCard } from '@/components/event/event-card';
import { ButtonLink } from '@/components/ui/button-link';
import { type EventSummary, listEvents } from '@/lib/catalog/list-events';
import { env } from '@/lib/config/env';
import { lastMoment, playableUntil } from '@/lib/domain/event-day';
import { inLocale } from '@/lib/domain/localized-text';
import { runtime } from '@/lib/runtime';
import { localizedPath } from '@/messages/localized-path';

export const revalidate = 30;

/** Kept after the first request instead of rendered by the build, which has no database. */
export function generateStaticParams() {
  return [];
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('layout');
  const locale = await getLocale();
  return {
    metadataBase: new URL(env().APP_URL),
    alternates: {
      canonical: localizedPath('/', locale),
      languages: { ja: localizedPath('/', 'ja'), en: localizedPath('/', 'en') },
    },
    openGraph: { type: 'website', siteName: t('title'), title: t('title'), description: t('description') },
  };
}

export default async function HomePage() {
  const t = await getTranslations('home');
  const locale = await getLocale();
  const { db, now } = runtime();
  const events = (await listEvents(db)).map((event) => ({ ...event, stage: stageOf(event, now) }));
  const sorted = [...events.filter(isNotOver), ...events.filter((event) => !isNotOver(event)).reverse()];
  return (
    <div className="flex flex-col gap-8">
      <div className="flex max-w-prose flex-col gap-4">
        <h1 className="text-3xl sm:text-5xl">{t('title')}</h1>
        <p className="text-lg text-text-muted">{t('lead')}</p>
        <div className="flex flex-wrap gap-3">
          <ButtonLink href="/test-playback" variant="secondary">
            {t('testPlayback')}
          </ButtonLink>
          <ButtonLink href="/tickets" variant="quiet">
            {t('tickets')}
          </ButtonLink>
        </div>
      </div>
      {sorted.length === 0 && (
        <div className="flex flex-col gap-2 border-t border-border pt-6">
          <h2 className="text-xl">{t('empty.title')}</h2>
          <p className="text-text-muted">{t('empty.text')}</p>
        </div>
      )}
      {sorted.length > 0 && (
        <ul aria-label={t('list')} className="grid gap-6 sm:grid-cols-2">
          {sorted.map((event) => (
            <EventCard
              key={event.slug}
              {...event}
              title={inLocale(event.title, locale)}
              tagline={inLocale(event.tagline, locale)}
              venueTimeZone={event.timeZone}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

type Stage = 'coming' | 'on' | 'over';

function stageOf(event: EventSummary, now: Date): Stage {
  const { firstStartsAt, lastEndsAt, onAirEndsAt } = event;
  const day = (endsAt: Date) => ({ doorsAt: firstStartsAt, startsAt: firstStartsAt, endsAt });
  if (onAirEndsAt !== undefined && now < lastMoment(day(onAirEndsAt))) return 'on';
  if (now < firstStartsAt) return 'coming';
  const lastDay = { ...day(lastEndsAt), switched: null };
  return now < playableUntil(lastDay) ? 'on' : 'over';
}

function isNotOver({ stage }: { readonly stage: Stage }): boolean {
  return stage !== 'over';
}
