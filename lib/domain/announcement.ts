import type { LocalizedText } from './localized-text';

export const announcementSeverities = ['info', 'warning'] as const;
export type AnnouncementSeverity = (typeof announcementSeverities)[number];

/** Whose pages show it: everybody's, those of ticket holders (tickets, lobby, stream), or the stream's alone. */
export const announcementAudiences = ['all', 'tickets', 'watching'] as const;
export type AnnouncementAudience = (typeof announcementAudiences)[number];

/** One line of the organizer to the audience, as the state JSON carries it. */
export interface Announcement {
  readonly id: string;
  readonly severity: AnnouncementSeverity;
  readonly audience: AnnouncementAudience;
  readonly text: LocalizedText;
}
