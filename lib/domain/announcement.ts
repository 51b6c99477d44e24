import type { LocalizedText } from './localized-text';

export const announcementSeverities = ['info', 'warning'] as const;
export type AnnouncementSeverity = (typeof announcementSeverities)[number];

/** Whose pages show it: everybody's, those of ticket holders (tickets, lobby, stream), or the stream's alone. */
export const announcementAudiences = ['all', 'tickets', 'watching'] as const;
export type AnnouncementAudience = (typeof announcementAudiences)[number];

/** More than these at once nobody reads. */
export const MOST_ANNOUNCEMENTS = 3;

/** One line of the organizer to the audience, as the state JSON carries it. */
export interface Announcement {
  readonly id: string;
  readonly severity: AnnouncementSeverity;
  readonly audience: AnnouncementAudience;
  readonly text: LocalizedText;
}

/** With the event it is about, where a page has several. */
export interface EventAnnouncement extends Announcement {
  readonly eventTitle: LocalizedText;
}

/** What concerns every page, as GET /api/announcements answers it. */
export interface PortalAnnouncements {
  /** The gravest and newest first. */
  readonly announcements: readonly EventAnnouncement[];
}

/** Those that a page for these audiences shows, of announcements in their order. */
export function announcementsTo<Shown extends Announcement>(
  announcements: readonly Shown[],
  audiences: readonly AnnouncementAudience[],
): readonly Shown[] {
  return announcements.filter(({ audience }) => audiences.includes(audience)).slice(0, MOST_ANNOUNCEMENTS);
}
