'use client';

import { useLocale, useTranslations } from 'next-intl';
import { AnnouncementList } from '@/components/event/announcement-list';
import { announcementAudiences, announcementsTo } from '@/lib/domain/announcement';
import { useWatchState } from './watch-state';

/** What the organizer says: to everybody, and to those who hold tickets and watch. */
export function WatchAnnouncements({ hasTicket }: { readonly hasTicket: boolean }) {
  const t = useTranslations('watch');
  const locale = useLocale();
  const { announcements } = useWatchState().state;
  return (
    <AnnouncementList
      label={t('announcements')}
      locale={locale}
      announcements={announcementsTo(announcements, hasTicket ? announcementAudiences : ['all'])}
    />
  );
}
