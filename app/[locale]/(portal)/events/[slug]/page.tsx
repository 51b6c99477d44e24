import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { Announcements } from '@/components/event/announcements';
import { BuyBar } from '@/components/event/buy-bar';
import { EventStateProvider } from '@/components/event/event-state-provider';
import { EventTerms } from '@/components/event/event-terms';
import { HowItWorks } from '@/components/event/how-it-works';
import { Program } from '@/components/event/program';
import { StateStrip } from '@/components/event/state-strip';
import { TestCall } from '@/components/event/test-call';
import { TicketOffer } from '@/components/event/ticket-offer';
import { LocalTime } from '@/components/ui/local-time';
import { readEventState } from '@/lib/catalog/event-state';
import { type EventView, findEvent } from '@/lib/catalog/find-event';
import { env } from '@/lib/config/env';
import { inLocale } from '@/lib/domain/localized-text';
import { formatMoney } from '@/lib/domain/money';
import { runtime } from '@/lib/runtime';
import { localizedPath } from '@/messages/localized-path';
import type { Locale } from '@/messages/routing';
import { offersOf, programOf } from './offers-of';
import { stateWords, stripWords } from './state-words';

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
  const { locale, slug } = await params;
  const { db, now } = runtime();
  const event = await loadEvent(slug);
  const state = await readEventState(db, slug, now);
  if (event === undefined || state === undefined) notFound();
  const t = await getTranslations('event');
  const program = programOf(event, locale);
  const href = (path: string) => inLanguage(path, locale);
  return (
    <EventStateProvider slug={slug} initial={state} words={await stateWords()}>
      <div className="flex flex-col gap-12">
        <header className="flex flex-col gap-4">
          <h1 className="text-3xl sm:text-5xl">{inLocale(event.title, locale)}</h1>
          <p className="text-lg text-text-muted">{inLocale(event.tagline, locale)}</p>
          <EventHours event={event} starts={t('starts')} ends={t('ends')} />
          <StateStrip
            {...await stripWords()}
            watchHref={href(`/watch/${slug}`)}
            days={program.map((day) => ({
              id: day.id,
              title: day.title,
              doorsAt: day.doorsAt.toISOString(),
              startsAt: day.startsAt.toISOString(),
            }))}
          />
          <Announcements label={t('announcements')} locale={locale} />
          <p className="max-w-prose">{inLocale(event.description, locale)}</p>
        </header>
        <section aria-labelledby="tickets" className="flex flex-col gap-4">
          <h2 id="tickets" className="text-2xl">
            {t('tickets.title')}
          </h2>
          <p className="text-text-muted">{t('tickets.lead')}</p>
          <ul className="grid gap-4 md:grid-cols-2">
            {offersOf(event, state, locale).map((offer) => (
              <TicketOffer
                key={offer.id}
                offer={offer}
                venueTimeZone={event.timeZone}
                buyHref={href(`/checkout/${slug}?ticket=${encodeURIComponent(offer.id)}`)}
              />
            ))}
          </ul>
        </section>
        <TestCall slug={slug} />
        <Program days={program} venueTimeZone={event.timeZone} />
        <HowItWorks />
        <EventTerms
          refundTerms={inLocale(event.refundTerms, locale)}
          organizer={inLocale(event.organizer, locale)}
          contactEmail={event.contactEmail}
          paymentMethods={env().PAYMENT_METHODS}
        />
        <BuyBar
          label={t('bar.label')}
          price={t('from', { price: lowestPrice(event, locale) })}
          test={{ href: href(`/test-playback?event=${encodeURIComponent(slug)}`), text: t('bar.test') }}
          buy={{ href: href(`/checkout/${slug}`), text: t('bar.buy') }}
        />
      </div>
    </EventStateProvider>
  );
}

interface EventHoursProps {
  readonly event: EventView;
  readonly starts: string;
  readonly ends: string;
}

function EventHours({ event, starts, ends }: EventHoursProps) {
  const [first] = event.days;
  const last = event.days.at(-1);
  if (first === undefined || last === undefined) return null;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      <div>
        <dt className="text-sm text-text-muted">{starts}</dt>
        <dd>
          <LocalTime at={first.startsAt} venueTimeZone={event.timeZone} />
        </dd>
      </div>
      <div>
        <dt className="text-sm text-text-muted">{ends}</dt>
        <dd>
          <LocalTime at={last.endsAt} venueTimeZone={event.timeZone} />
        </dd>
      </div>
    </dl>
  );
}

function lowestPrice(event: EventView, locale: string): string {
  const [lowest] = event.ticketTypes.toSorted((a, b) => a.priceMinor - b.priceMinor);
  return lowest === undefined ? '' : formatMoney(lowest.priceMinor, lowest.currency, locale);
}

function inLanguage(path: string, locale: string): string {
  const language: Locale = locale === 'en' ? 'en' : 'ja';
  return localizedPath(path, language);
}
