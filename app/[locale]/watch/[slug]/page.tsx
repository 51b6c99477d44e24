import { headers } from 'next/headers';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { Wordmark } from '@/components/layout/wordmark';
import { EarlyOpening } from '@/components/player/early-opening';
import { MoveScreenLink } from '@/components/player/move-screen-link';
import { ReadinessTick } from '@/components/player/readiness-tick';
import { StageFrame } from '@/components/player/stage-frame';
import { WatchAnnouncements } from '@/components/player/watch-announcements';
import { WatchDays } from '@/components/player/watch-days';
import { WatchHelp } from '@/components/player/watch-help';
import { WatchPrepare } from '@/components/player/watch-prepare';
import { WatchProgram } from '@/components/player/watch-program';
import { WatchRefusal } from '@/components/player/watch-refusal';
import { WatchStage } from '@/components/player/watch-stage';
import { WatchHalt, WatchPhase, WatchState } from '@/components/player/watch-state';
import { WatchWords } from '@/components/player/watch-words';
import { Link } from '@/components/ui/link';
import { LocalTime } from '@/components/ui/local-time';
import { currentViewer } from '@/lib/auth/viewer';
import { readEventState } from '@/lib/catalog/event-state';
import { findEvent } from '@/lib/catalog/find-event';
import { inLocale } from '@/lib/domain/localized-text';
import { isWebKit } from '@/lib/http/browser-engine';
import { nonceOf } from '@/lib/http/content-security-policy';
import { bindingOf } from '@/lib/http/device-cookie';
import type { WatchDay, WatchView } from '@/lib/playback/check-access';
import { listReadiness } from '@/lib/playback/list-readiness';
import { runtime } from '@/lib/runtime';
import { viewFor } from './view-for';

type WatchPageProps = PageProps<'/[locale]/watch/[slug]'>;

export async function generateMetadata({ params }: WatchPageProps): Promise<Metadata> {
  const { slug } = await params;
  const event = await findEvent(runtime().db, slug);
  if (event === undefined) return {};
  const t = await getTranslations('watch');
  const title = t('title', { event: inLocale(event.title, await getLocale()) });
  return { title, robots: { index: false } };
}

/** Lobby, show and end, or why this viewer does not see them. Rendering opens nothing: the player does, when it runs. */
export default async function WatchPage({ params, searchParams }: WatchPageProps) {
  const { slug } = await params;
  const { db, now } = runtime();
  const position = dayPosition((await searchParams).day);
  const viewer = await currentViewer();
  const view = await viewFor(viewer, { slug, position, headers: await headers() });
  const state = await readEventState(db, slug, now);
  if (view === undefined || state === undefined) notFound();
  const tested =
    viewer === undefined
      ? undefined
      : (await listReadiness(db, viewer, { browser: bindingOf(await headers()) })).get(slug);
  const t = await getTranslations('watch');
  const locale = await getLocale();
  const { day, days, refusal, timeZone, contactEmail } = view;
  const place = { slug, here: `/watch/${slug}?day=${day.position}`, contactEmail };
  return (
    <div data-theme="dark" className="min-h-dvh bg-surface text-text">
      <WatchWords>
        <WatchState slug={slug} initial={state}>
          <main className="grid xl:grid-cols-11">
            <div className="xl:col-span-8">
              {refusal === undefined && <QuickStart eventDayId={day.id} />}
              {hasStage(refusal) ? (
                <WatchStage key={day.id} day={stageDay(day)} place={place} venueTimeZone={timeZone} />
              ) : (
                <StageFrame>
                  <WatchRefusal refusal={refusal} place={place} />
                </StageFrame>
              )}
              <div className="px-4 pt-4">
                {hasStage(refusal) && <WatchHalt dayId={day.id} />}
                <WatchAnnouncements hasTicket={hasStage(refusal)} />
              </div>
            </div>
            <div className="flex flex-col gap-8 p-4 xl:col-span-3 xl:py-6">
              <div className="flex flex-col gap-2">
                <WatchPhase dayId={day.id} />
                <h1 className="text-xl">{inLocale(view.eventTitle, locale)}</h1>
                <p>{inLocale(day.title, locale)}</p>
                <p className="flex flex-wrap gap-x-3 text-sm text-text-muted">
                  {t('starts')} <LocalTime at={day.startsAt} venueTimeZone={timeZone} />
                </p>
              </div>
              <WatchProgram day={day} venueTimeZone={timeZone} />
              {day.phase !== 'ended' && (
                <WatchPrepare slug={slug}>
                  {tested !== undefined && (
                    <ReadinessTick devices={tested} eventSlug={slug} timeZone={timeZone} />
                  )}
                </WatchPrepare>
              )}
              {days.length > 1 && <WatchDays slug={slug} days={days} current={day.position} />}
              {viewer !== undefined && hasStage(refusal) && <MoveScreenLink />}
              <WatchHelp slug={slug} contactEmail={contactEmail} />
              <Link href="/" aria-label={t('home')} className="flex min-h-11 items-center text-text">
                <Wordmark />
              </Link>
            </div>
          </main>
        </WatchState>
      </WatchWords>
    </div>
  );
}

/** The engine and the session on their way with the first bytes of the page. */
async function QuickStart({ eventDayId }: { readonly eventDayId: string }) {
  const asked = await headers();
  const build = isWebKit(asked) ? 'hls' : 'dash';
  return <EarlyOpening eventDayId={eventDayId} build={build} nonce={nonceOf(asked)} />;
}

/** Too early and over are times of the show, and no refusals to one who has a ticket. */
function hasStage(refusal: WatchView['refusal']): refusal is 'too_early' | 'ended' | undefined {
  return refusal === undefined || refusal === 'too_early' || refusal === 'ended';
}

function stageDay({ id, phase, doorsAt, archiveUntil }: WatchDay) {
  return { id, phase, doorsAt: doorsAt.toISOString(), archiveUntil: archiveUntil?.toISOString() };
}

/** `?day=2`; undefined where the address names no day, 0, which no day has, where it names nonsense. */
function dayPosition(asked: string | string[] | undefined): number | undefined {
  if (asked === undefined) return undefined;
  return typeof asked === 'string' && /^\d{1,4}$/.test(asked) ? Number(asked) : 0;
}
