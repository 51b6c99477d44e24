import { createEvents, type EventAttributes } from 'ics';
import { formatDayAndClock } from '@/lib/mail/format-moment';
import type { MailDay, TicketsMail } from '@/lib/mail/mail-facts';
import type { MailWords } from '@/lib/mail/mail-words';

const ALARM_MINUTES = 30;

/**
 * The days of an order as iCalendar text (RFC 5545), one event per day with an alarm. The same ticket has the same
 * UID in every mail, so a calendar that has it already changes it instead of adding another.
 */
export function calendarOf(facts: TicketsMail, words: MailWords): string {
  const events = facts.days.map((day) => calendarEvent(day, facts, words));
  const { value, error } = createEvents(events, { productId: 'stagedoor', method: 'PUBLISH' });
  if (value === null) throw new Error('the calendar could not be written', { cause: error });
  return foldByOctets(value);
}

function calendarEvent(
  day: MailDay,
  { order }: TicketsMail,
  { t, link, site, locale }: MailWords,
): EventAttributes {
  const url = link(`/watch/${order.event.slug}?day=${day.position}`);
  const doors = formatDayAndClock({ at: day.doorsAt, timeZone: order.event.timeZone, locale });
  const title = `${order.event.title} ${day.title}`;
  return {
    uid: `${day.id}@${site.domain}`,
    title,
    description: t('calendar.description', { url, doors }),
    url,
    start: utcStamp(day.startsAt),
    end: utcStamp(day.endsAt),
    status: 'CONFIRMED',
    busyStatus: 'BUSY',
    alarms: [
      {
        action: 'display',
        description: t('calendar.alarm', { title }),
        trigger: { minutes: ALARM_MINUTES, before: true },
      },
    ],
  };
}

/** `20261003T090000Z`: the library passes text on as it is, and counts numbers in local time. */
function utcStamp(at: Date): string {
  return at.toISOString().replace(/\.\d{3}|[-:]/g, '');
}

const MOST_OCTETS = 75;

/** RFC 5545 §3.1 counts octets, the library counts characters: three times too long in Japanese. */
function foldByOctets(calendar: string): string {
  const lines = calendar.replace(/\r\n[ \t]/g, '').split('\r\n');
  return lines.map(foldLine).join('\r\n');
}

function foldLine(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MOST_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
