import { Notice } from '@/components/ui/notice';
import type { Announcement } from '@/lib/domain/announcement';
import { inLocale, type LocalizedText } from '@/lib/domain/localized-text';

interface AnnouncementListProps {
  /** Names the list. */
  readonly label: string;
  readonly locale: string;
  readonly announcements: readonly (Announcement & { readonly eventTitle?: LocalizedText })[];
}

/** What the organizer says, as it stands now; new lines are read out in a pause. */
export function AnnouncementList({ label, locale, announcements }: AnnouncementListProps) {
  return (
    <div role="log" aria-label={label} aria-live="polite">
      {announcements.length > 0 && (
        <ul className="flex flex-col gap-2">
          {announcements.map(({ id, severity, text, eventTitle }) => (
            <li key={id}>
              <Notice
                tone={severity}
                title={eventTitle === undefined ? label : `${label}：${inLocale(eventTitle, locale)}`}
              >
                {inLocale(text, locale)}
              </Notice>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
