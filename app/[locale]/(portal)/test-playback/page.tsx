import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { getLocale, getTranslations } from 'next-intl/server';
import { DeviceReport } from '@/components/player/device-report';
import { LastReport } from '@/components/player/last-report';
import { OtherDevice } from '@/components/player/other-device';
import { PlayerWords } from '@/components/player/player-words';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';
import { findTestDay } from '@/lib/catalog/find-test-day';
import { env } from '@/lib/config/env';
import { inLocale } from '@/lib/domain/localized-text';
import { bindingOf } from '@/lib/http/device-cookie';
import { findLastReadiness } from '@/lib/playback/list-readiness';
import { runtime } from '@/lib/runtime';
import { localizedPath } from '@/messages/localized-path';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('testPlayback');
  return { title: t('title'), description: t('lead') };
}

export default async function TestPlaybackPage({ searchParams }: PageProps<'/[locale]/test-playback'>) {
  const t = await getTranslations('testPlayback');
  const { event } = await searchParams;
  const { db, now } = runtime();
  const day = await findTestDay(db, { slug: typeof event === 'string' ? event : undefined, now });
  const locale = await getLocale();
  const name = day && inLocale(day.eventTitle, locale);
  const here = `/test-playback?event=${day?.slug}`;
  const browser = bindingOf(await headers());
  const last = day && (await findLastReadiness(db, { browser, slug: day.slug }));
  return (
    <div className="flex flex-col gap-8">
      <div className="flex max-w-prose flex-col gap-4">
        <p className="text-sm font-bold text-accent">{t('eyebrow')}</p>
        <h1 className="text-3xl sm:text-4xl">
          {name === undefined ? t('title') : t('forEvent', { event: name })}
        </h1>
        <p className="text-text-muted">{t('lead')}</p>
      </div>
      {day === undefined ? (
        <Notice tone="info" title={t('none.title')}>
          <div className="flex flex-col items-start gap-3">
            <p>{t('none.text')}</p>
            <ButtonLink href="/">{t('none.action')}</ButtonLink>
          </div>
        </Notice>
      ) : (
        <PlayerWords>
          <DeviceReport
            eventDayId={day.eventDayId}
            place={{ slug: day.slug, here, contactEmail: day.contactEmail }}
            clearTestUrl={env().CLEAR_TEST_HLS_URL}
            last={last && <LastReport {...last} />}
          >
            <OtherDevice address={new URL(localizedPath(here, locale), env().APP_URL).href} />
          </DeviceReport>
        </PlayerWords>
      )}
    </div>
  );
}
