import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { ShowDesk } from '@/components/staff/show-desk';
import { StaffFrame } from '@/components/staff/staff-frame';
import { currentStaff } from '@/lib/auth/staff';
import { inLocale } from '@/lib/domain/localized-text';
import { runtime } from '@/lib/runtime';
import { showDeskFacts } from '@/lib/staff/show-desk-facts';
import { endDayBanner, postDayBanner, switchDay } from './actions';

export const dynamic = 'force-dynamic';

/** Behind the page's guard too. */
export async function generateMetadata(): Promise<Metadata> {
  if ((await currentStaff('see_board')) === undefined) notFound();
  const t = await getTranslations('admin.show');
  return { title: t('pageTitle') };
}

export default async function EventDayPage({ params }: PageProps<'/admin/event-days/[eventDayId]'>) {
  const staff = (await currentStaff('see_board')) ?? notFound();
  const { eventDayId } = await params;
  const { db, now } = runtime();
  const desk = await showDeskFacts(db, staff, { eventDayId, now });
  const t = await getTranslations('admin.show');
  const locale = await getLocale();
  return (
    <StaffFrame staff={staff}>
      <h1 className="text-2xl sm:text-3xl">
        {desk === undefined
          ? t('pageTitle')
          : `${inLocale(desk.eventTitle, locale)} ${inLocale(desk.dayTitle, locale)}`}
      </h1>
      {desk !== undefined && (
        <ShowDesk
          roles={staff.roles}
          desk={desk}
          actions={{ switchDay, postBanner: postDayBanner, endBanner: endDayBanner }}
          now={now}
        />
      )}
    </StaffFrame>
  );
}
