'use client';

import { usePathname } from 'next/navigation';
import { useState } from 'react';
import type { EventAnnouncement } from '@/lib/domain/announcement';
import { pathWithoutLocale } from '@/messages/localized-path';
import { AnnouncementList } from './announcement-list';
import { parseAnnouncements } from './parse-event-state';
import { usePolling } from './use-polling';

interface SiteAnnouncementsProps {
  readonly label: string;
  readonly locale: string;
}

/** What organizers say to everybody, above every page but an event's own, which says it itself. */
export function SiteAnnouncements({ label, locale }: SiteAnnouncementsProps) {
  // A kept page that is rendered again is asked for at its inner address, which has the default language too (`/ja/events/x`).
  const isEventPage = pathWithoutLocale(usePathname()).startsWith('/events/');
  return isEventPage ? null : <PolledAnnouncements label={label} locale={locale} />;
}

function PolledAnnouncements({ label, locale }: SiteAnnouncementsProps) {
  const [announcements, setAnnouncements] = useState<readonly EventAnnouncement[]>([]);
  usePolling('announcements', async (signal) => {
    const fresh = await fetchAnnouncements(signal);
    return fresh && (() => setAnnouncements(fresh));
  });
  return (
    <div className={announcements.length === 0 ? '' : 'page-column pt-6'}>
      <AnnouncementList label={label} locale={locale} announcements={announcements} />
    </div>
  );
}

/** Undefined when there is no answer: what was told last stays. */
async function fetchAnnouncements(signal: AbortSignal): Promise<readonly EventAnnouncement[] | undefined> {
  try {
    const response = await fetch('/api/announcements', { signal, cache: 'no-store' });
    return response.ok ? parseAnnouncements(await response.json()) : undefined;
  } catch {
    return undefined;
  }
}
