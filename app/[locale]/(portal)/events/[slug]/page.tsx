import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { EventBody } from '@/components/event/event-body';
import { LiveEvent } from '@/components/event/live-event';
import { readEventState } from '@/lib/catalog/event-state';
import { findEvent } from '@/lib/catalog/find-event';
import { env } from '@/lib/config/env';
import { inLocale } from '@/lib/domain/localized-text';
import { runtime } from '@/lib/runtime';
import { localizedPath } from '@/messages/localized-path';
import type { Locale } from '@/messages/routing';

export const revalidate = 30;

/** Kept after the first request instead of rendered by the build, which has no database. */
export function generateStaticParams() {
  return [];
}

/** Once per rendering, for the page and its metadata. */
const loadEvent = cache(async (slug: string) => findEvent(runtime().db, slug));

export async function generateMetadata({ params }: PageProps<'/[locale]/events/[slug]'>): Promise<Metadata> {
  const { locale, slug } = await params;
  const event = await loadEvent(slug);
  if (event === undefined) notFound();
  const title = inLocale(event.title, locale);
  const description = inLocale(event.tagline, locale);
  const path = `/events/${slug}`;
  const t = await getTranslations('layout');
  return {
    metadataBase: new URL(env().APP_URL),
    title,
    description,
    alternates: {
      canonical: inLanguage(path, locale),
      languages: { ja: localizedPath(path, 'ja'), en: localizedPath(path, 'en') },
    },
    openGraph: {
      type: 'website',
      siteName: t('title'),
      title,
      description,
      url: inLanguage(path, locale),
      locale: locale === 'en' ? 'en_US' : 'ja_JP',
    },
  };
}

export default async function EventPage({ params }: PageProps<'/[locale]/events/[slug]'>) {
  const { slug } = await params;
  const { db, now } = runtime();
  const event = await loadEvent(slug);
  const state = await readEventState(db, slug, now);
  if (event === undefined || state === undefined) notFound();
  return (
    <LiveEvent slug={slug} initial={state}>
      <EventBody event={event} state={state} paymentMethods={env().PAYMENT_METHODS} />
    </LiveEvent>
  );
}

function inLanguage(path: string, locale: string): string {
  const language: Locale = locale === 'en' ? 'en' : 'ja';
  return localizedPath(path, language);
}
