import { expect, it } from 'vitest';
import type { TimelineEntry } from '@/lib/domain/timeline';
import { entriesByDay } from './timeline-days';

const entryAt = (clock: string): TimelineEntry => ({
  kind: 'alert',
  facts: { alert: 'mail_given_up', isResolved: false },
  key: clock,
  at: new Date(`2026-10-03T${clock}Z`),
  orderId: null,
});

it('entries stand under the day that the event’s zone has, and keep their order', () => {
  const entries = ['15:00:01', '14:59:59', '14:00:00'].map(entryAt);
  const days = entriesByDay(entries, { timeZone: 'Asia/Tokyo', locale: 'ja' });
  expect(days.map(({ day: name, entries: of }) => [name, of.map(({ clock }) => clock)])).toEqual([
    ['2026年10月4日(日) JST', ['00:00:01']],
    ['2026年10月3日(土) JST', ['23:59:59', '23:00:00']],
  ]);
});
