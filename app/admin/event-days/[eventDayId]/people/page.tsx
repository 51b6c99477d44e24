import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { BoardPeopleList } from '@/components/staff/board-people-list';
import { StaffFrame } from '@/components/staff/staff-frame';
import { ButtonLink } from '@/components/ui/button-link';
import { Link } from '@/components/ui/link';
import { currentStaff } from '@/lib/auth/staff';
import { type BoardFilter, boardListPath, isOfWindow, parseBoardFilter } from '@/lib/domain/board-people';
import { inLocale } from '@/lib/domain/localized-text';
import { parsePageKey } from '@/lib/domain/page-key';
import { playbackRefusals } from '@/lib/domain/refusal';
import { Fault } from '@/lib/fault';
import { idSchema } from '@/lib/http/id-schema';
import { runtime } from '@/lib/runtime';
import { listBoardPeople } from '@/lib/staff/list-board-people';
import { textParam } from '../../../text-param';

export const dynamic = 'force-dynamic';

type Asked = Awaited<PageProps<'/admin/event-days/[eventDayId]/people'>['searchParams']>;

/** Who watches, where the address names no list. */
function filterOf(asked: Asked): BoardFilter {
  const single = Object.fromEntries(
    Object.entries(asked).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  return parseBoardFilter({ what: 'watching', ...single }) ?? notFound();
}

export async function generateMetadata({
  searchParams,
}: PageProps<'/admin/event-days/[eventDayId]/people'>): Promise<Metadata> {
  if ((await currentStaff('find')) === undefined) notFound();
  const t = await getTranslations('admin.board.people');
  return { title: t(`title.${filterOf(await searchParams).what}`) };
}

export default async function BoardPeoplePage({
  params,
  searchParams,
}: PageProps<'/admin/event-days/[eventDayId]/people'>) {
  const staff = (await currentStaff('find')) ?? notFound();
  const asked = await searchParams;
  const filter = filterOf(asked);
  const id = idSchema.safeParse((await params).eventDayId);
  const { db, now } = runtime();
  const wish = {
    eventDayId: id.success ? id.data : notFound(),
    filter,
    before: parsePageKey(textParam(asked.before)),
    now,
  };
  const { day, people, next } = await listBoardPeople(db, staff, wish).catch(orNotFound);
  const t = await getTranslations('admin.board');
  const locale = await getLocale();
  const here = boardListPath(day.eventDayId, filter);
  return (
    <StaffFrame staff={staff}>
      <div className="flex flex-col gap-1">
        <Link
          href={`/admin/event-days/${day.eventDayId}?minutes=${filter.window}`}
          className="inline-flex min-h-11 items-center self-start underline underline-offset-4"
        >
          {t('toBoard')}
        </Link>
        <h1 id="people" className="text-2xl sm:text-3xl">
          {t(`people.title.${filter.what}`)}
        </h1>
        <p>
          {inLocale(day.eventTitle, locale)} {inLocale(day.dayTitle, locale)}
        </p>
        <FilterWords filter={filter} />
        <p className="text-sm text-text-muted">{t('zone', { zone: day.timeZone })}</p>
      </div>
      {people.length === 0 && <p className="text-text-muted">{t('people.none')}</p>}
      {people.length > 0 && <BoardPeopleList what={filter.what} people={people} timeZone={day.timeZone} />}
      <div className="flex flex-wrap items-center gap-4">
        {people.length > 0 && <p>{t('people.count', { count: people.length })}</p>}
        {next !== undefined && (
          <ButtonLink href={`${here}&before=${encodeURIComponent(next)}`} variant="secondary">
            {t('people.next')}
          </ButtonLink>
        )}
        {wish.before !== undefined && <Link href={here}>{t('people.first')}</Link>}
      </div>
    </StaffFrame>
  );
}

/** What narrows the list. */
async function FilterWords({ filter }: { readonly filter: BoardFilter }) {
  const t = await getTranslations();
  const { what, window, reason, family } = filter;
  const known = playbackRefusals.find((code) => code === reason);
  const words = [
    isOfWindow(what) ? t('admin.board.people.window', { minutes: window }) : undefined,
    known && t('admin.board.people.reason', { reason: t(`refusal.${known}.title`) }),
    family && t(`admin.board.family.${family}`),
  ].filter((word) => word !== undefined);
  return <p>{words.join(' · ')}</p>;
}

function orNotFound(error: unknown): never {
  if (error instanceof Fault && error.code === 'not_found') notFound();
  throw error;
}
