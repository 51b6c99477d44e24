import { expect, test } from 'vitest';
import {
  toggled,
  withDay,
  withItem,
  withMoved,
  withoutDay,
  withoutItem,
  withText,
  withTicketType,
} from './draft-rows';
import { draftOf, type EventDraft } from './event-draft';
import { newEventPlan } from './new-event-plan';

const blank = draftOf(newEventPlan('evt_a', 'Asia/Tokyo'));
const days = ({ days: rows, fields }: EventDraft) =>
  rows.map(({ id }) => `${id} ${fields[`days.${id}.position`] ?? ''}`);

test('a new day stands behind the shows and before the test day, and takes no number that is in use', () => {
  const show = withDay(blank, 'day_a');
  const test = withText(
    withText(withDay(show, 'day_test'), 'days.day_test.access', 'open'),
    'days.day_test.position',
    '100',
  );
  const three = withDay(withDay(test, 'day_b'), 'day_c');
  expect(days(three)).toEqual(['day_a 1', 'day_b 2', 'day_c 3', 'day_test 100']);
});

test('days trade their numbers, so that none is used twice; at the end nothing moves', () => {
  const two = withDay(withDay(blank, 'day_a'), 'day_b');
  expect(days(withMoved(two, 'days', { id: 'day_a', by: 1 }))).toEqual(['day_b 1', 'day_a 2']);
  expect(withMoved(two, 'days', { id: 'day_a', by: -1 })).toBe(two);
});

test('a day that is removed leaves no field behind, and no ticket type opens it any more', () => {
  const sold = withText(
    withTicketType(withDay(withDay(blank, 'day_a'), 'day_b'), 'tkt_a'),
    'ticketTypes.tkt_a.days',
    'day_a day_b',
  );
  const left = withoutDay(sold, 'day_a');
  expect(Object.keys(left.fields).filter((path) => path.includes('day_a'))).toEqual([]);
  expect(left.fields['ticketTypes.tkt_a.days']).toBe('day_b');
});

test('lines of a program are added at the time of the line before, and removed alone', () => {
  const day = withText(withDay(blank, 'day_a'), 'days.day_a.startsAt', '2026-07-25T18:00');
  const two = withItem(withItem(day, 'day_a'), 'day_a');
  expect(two.fields['days.day_a.program.line2.at']).toBe('2026-07-25T18:00');
  const one = withoutItem(two, 'day_a', 'line1');
  expect(one.days[0]?.items).toEqual(['line2']);
  expect(withItem(one, 'day_a').days[0]?.items).toEqual(['line2', 'line3']);
});

test('names in a list come and go, in order', () => {
  expect(toggled('b', 'a', true)).toBe('a b');
  expect(toggled('a b', 'a', false)).toBe('b');
  expect(toggled('', 'a', true)).toBe('a');
});
