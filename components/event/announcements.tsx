'use client';

import { announcementsTo } from '@/lib/domain/announcement';
import { AnnouncementList } from './announcement-list';
import { useEventState } from './event-state-provider';

interface AnnouncementsProps {
  readonly label: string;
  readonly locale: string;
}

/** What the organizer says to everybody. */
export function Announcements({ label, locale }: AnnouncementsProps) {
  const { announcements } = useEventState().state;
  return (
    <AnnouncementList label={label} locale={locale} announcements={announcementsTo(announcements, ['all'])} />
  );
}
