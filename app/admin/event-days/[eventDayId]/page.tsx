import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { BoardLive } from '@/components/staff/board-live';
import { ShowDesk } from '@/components/staff/show-desk';
import { StaffFrame } from '@/components/staff/staff-frame';
import { Link } from '@/components/ui/link';
import { currentStaff } from '@/lib/auth/staff';
import { parseBoardWindow } from '@/lib/domain/board';
import { inLocale } from '@/lib/domain/localized-text';
import { hasPower } from '@/lib/domain/staff-role';
import { idSchema } from '@/lib/http/id-schema';
import { runtime } from '@/lib/runtime';
import { findBoardDay } from '@/lib/staff/list-board-people';
import { readBoard } from '@/lib/staff/read-board';
import { showDeskFacts } from '@/lib/staff/show-desk-facts';
import { endDayBanner, postDayBanner, resolve, switchDay } from './actions';

export const dynamic = 'force-dynamic';

/** Once per rendering, for the page and its title; both are behind the same guard. */
const loadDay = cache(async (eventDayId: string) => {
  const staff = (await currentStaff('see_board')) ?? notFound();
  const id = idSchema.safeParse(eventDayId);
  const day = id.success ? await findBoardDay(runtime().db, id.data) : undefined;
  return { staff, day: day ?? notFound() };
});

export async function generateMetadata({
  params,
}: PageProps<'/admin/event-days/[eventDayId]'>): Promise<Metadata> {
  const { day } = await loadDay((await params).eventDayId);
  const locale = await getLocale();
  return { title: `${inLocale(day.eventTitle, locale)} ${inLocale(day.dayTitle, locale)}` };
}

export default async function EventDayPage({
  params,
  searchParams,
}: PageProps<'/admin/event-days/[eventDayId]'>) {
  const { staff, day } = await loadDay((await params).eventDayId);
  const { minutes } = await searchParams;
  const { db, now } = runtime();
  const window = parseBoardWindow(typeof minutes === 'string' ? minutes : undefined);
  const { eventDayId, timeZone } = day;
  const board = await readBoard(db, staff, { eventDayId, window, withChart: true, now });
  const desk = await showDeskFacts(db, staff, { eventDayId, now });
  const t = await getTranslations('admin.board');
  const locale = await getLocale();
  const { common, fault, refusal, admin } = await getMessages();
  return (
    <StaffFrame staff={staff}>
      <div className="flex flex-col gap-1">
        <Link
          href="/admin/event-days"
          className="inline-flex min-h-11 items-center self-start underline underline-offset-4"
        >
          {t('back')}
        </Link>
        <h1 className="text-2xl sm:text-3xl">
          {inLocale(day.eventTitle, locale)} {inLocale(day.dayTitle, locale)}
        </h1>
        <p className="text-sm text-text-muted">{t('zone', { zone: timeZone })}</p>
      </div>
      {desk !== undefined && (
        <ShowDesk
          roles={staff.roles}
          desk={desk}
          actions={{ switchDay, postBanner: postDayBanner, endBanner: endDayBanner }}
          now={now}
        />
      )}
      <NextIntlClientProvider
        messages={{ common, fault, refusal, admin: { act: admin.act, board: admin.board } }}
      >
        <BoardLive
          initial={board}
          place={{ eventDayId, timeZone }}
          resolve={hasPower(staff.roles, 'resolve_alerts') ? resolve : undefined}
        />
      </NextIntlClientProvider>
    </StaffFrame>
  );
}
