import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { BoardDayList } from '@/components/staff/board-day-list';
import { StaffFrame } from '@/components/staff/staff-frame';
import { currentStaff } from '@/lib/auth/staff';
import { runtime } from '@/lib/runtime';
import { listBoardDays } from '@/lib/staff/list-board-days';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  if ((await currentStaff('see_board')) === undefined) notFound();
  const t = await getTranslations('admin.board.list');
  return { title: t('title') };
}

export default async function EventDaysPage() {
  const staff = (await currentStaff('see_board')) ?? notFound();
  const { db, now } = runtime();
  const t = await getTranslations('admin.board.list');
  return (
    <StaffFrame staff={staff}>
      <div className="flex flex-col gap-2">
        <h1 id="event-days" className="text-2xl sm:text-3xl">
          {t('title')}
        </h1>
        <p className="text-text-muted">{t('text')}</p>
      </div>
      <BoardDayList days={await listBoardDays(db, staff, now)} />
    </StaffFrame>
  );
}
