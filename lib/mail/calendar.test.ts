import { describe, expect, test } from 'vitest';
import { calendarOf } from '@/lib/mail/calendar';
import { mailWords } from '@/lib/mail/mail-words';
import { testSite, ticketsMail } from '@/lib/mail/test-mails';

/** Read back by the letter of RFC 5545: unfolded lines, names, and texts with their escapes undone. */
function eventsIn(calendar: string): ReadonlyMap<string, string>[] {
  const lines = calendar.replace(/\r\n[ \t]/g, '').split('\r\n');
  const events: Map<string, string>[] = [];
  for (const line of lines) {
    const [, name = '', value = ''] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/.exec(line) ?? [];
    if (name === 'BEGIN' && value === 'VEVENT') events.push(new Map());
    const event = events.at(-1);
    const text = value.replace(/\\n/g, '\n').replace(/\\([,;\\])/g, '$1');
    if (event !== undefined && !event.has(name)) event.set(name, text);
  }
  return events;
}

const write = (facts = ticketsMail('ja')) => calendarOf(facts, mailWords(facts.locale, testSite));

describe('the calendar of an order', () => {
  test('has one event per day, in UTC, with the watch page and an alarm half an hour before', () => {
    const [first, second, ...more] = eventsIn(write());
    expect(more).toEqual([]);
    expect(Object.fromEntries(first ?? [])).toMatchObject({
      UID: 'ent_1@mail.example',
      SUMMARY: 'みなと <b>音楽祭</b> Day 1',
      DTSTART: '20261003T090000Z',
      DTEND: '20261003T110000Z',
      URL: 'https://portal.example/watch/harbor?day=1',
      TRIGGER: '-PT30M',
      ACTION: 'DISPLAY',
    });
    expect(second?.get('DESCRIPTION')).toContain('開場：10月5日(月) 00:30 JST\n');
    expect(second?.get('UID')).toBe('ent_2@mail.example');
  });

  test('is published, not an invitation, in lines of at most 75 octets', () => {
    const lines = write().split('\r\n');
    expect(lines[0]).toBe('BEGIN:VCALENDAR');
    expect(lines).toContain('METHOD:PUBLISH');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(lines.at(-2)).toBe('END:VCALENDAR');
  });

  test('cannot be added to by a line break, comma or semicolon in a title', () => {
    const facts = ticketsMail('ja');
    const [day] = facts.days;
    if (day === undefined) throw new Error('no day');
    const calendar = write({ ...facts, days: [{ ...day, title: 'A\r\nATTENDEE:x, y; z' }] });
    expect(calendar).not.toMatch(/^ATTENDEE/m);
    expect(eventsIn(calendar)[0]?.get('SUMMARY')).toContain('ATTENDEE:x, y; z');
  });
});
