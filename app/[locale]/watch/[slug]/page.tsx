import { headers } from 'next/headers';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { Wordmark } from '@/components/layout/wordmark';
import { Player } from '@/components/player/player';
import { PlayerWords } from '@/components/player/player-words';
import { WatchDays } from '@/components/player/watch-days';
import { WatchHelp } from '@/components/player/watch-help';
import { WatchRefusal } from '@/components/player/watch-refusal';
import { Link } from '@/components/ui/link';
import { LocalTime } from '@/components/ui/local-time';
import { currentViewer } from '@/lib/auth/viewer';
import { findEvent } from '@/lib/catalog/find-event';
import { inLocale } from '@/lib/domain/localized-text';
import { clientCountry } from '@/lib/http/client-country';
import { checkAccess } from '@/lib/playback/check-access';
import { runtime } from '@/lib/runtime';

type WatchPageProps = PageProps<'/[locale]/watch/[slug]'>;

export async function generateMetadata({ params }: WatchPageProps): Promise<Metadata> {
  const { slug } = await params;
  const event = await findEvent(runtime().db, slug);
  if (event === undefined) return {};
  const t = await getTranslations('watch');
  const title = t('title', { event: inLocale(event.title, await getLocale()) });
  return { title, robots: { index: false } };
}

/** The show, or why this viewer does not see it. Rendering opens nothing: the player does, when it runs. */
export default async function WatchPage({ params, searchParams }: WatchPageProps) {
  const { slug } = await params;
  const { db, now } = runtime();
  const position = dayPosition((await searchParams).day);
  const view = await checkAccess(db, await currentViewer(), {
    slug,
    position,
    country: clientCountry(await headers()),
    now,
  });
  if (view === undefined) notFound();
  const t = await getTranslations('watch');
  const locale = await getLocale();
  const { day, days, refusal, timeZone, contactEmail } = view;
  const place = { slug, here: `/watch/${slug}?day=${day.position}`, contactEmail };
  const doorsAt = refusal === 'too_early' ? day.doorsAt : undefined;
  return (
    <div data-theme="dark" className="min-h-dvh bg-surface text-text">
      <main className="grid xl:grid-cols-11">
        <div className="xl:col-span-8">
          {refusal === undefined ? (
            <PlayerWords>
              <Player key={day.id} eventDayId={day.id} place={place} />
            </PlayerWords>
          ) : (
            <div className="flex aspect-video w-full bg-surface-sunken">
              <div className="m-auto w-full max-w-prose p-4">
                <WatchRefusal
                  refusal={refusal}
                  place={place}
                  doors={doorsAt && { at: doorsAt, venueTimeZone: timeZone }}
                />
              </div>
            </div>
          )}
        </div>
        <div className="flex flex-col gap-8 p-4 xl:col-span-3 xl:py-6">
          <div className="flex flex-col gap-2">
            <p className="text-sm font-bold text-accent">{t(`phase.${day.phase}`)}</p>
            <h1 className="text-xl">{inLocale(view.eventTitle, locale)}</h1>
            <p>{inLocale(day.title, locale)}</p>
            <p className="flex flex-wrap gap-x-3 text-sm text-text-muted">
              {t('starts')} <LocalTime at={day.startsAt} venueTimeZone={timeZone} />
            </p>
          </div>
          {days.length > 1 && <WatchDays slug={slug} days={days} current={day.position} />}
          <WatchHelp slug={slug} contactEmail={contactEmail} />
          <Link href="/" aria-label={t('home')} className="flex min-h-11 items-center text-text">
            <Wordmark />
          </Link>
        </div>
      </main>
    </div>
  );
}

/** `?day=2`; undefined where the address names no day, 0, which no day has, where it names nonsense. */
function dayPosition(asked: string | string[] | undefined): number | undefined {
  if (asked === undefined) return undefined;
  return typeof asked === 'string' && /^\d{1,4}$/.test(asked) ? Number(asked) : 0;
}
