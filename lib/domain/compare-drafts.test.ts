import { expect, test } from 'vitest';
import { differences, withTheirs } from './compare-drafts';
import { withDay, withItem, withMoved, withoutDay, withText, withTicketType } from './draft-rows';
import { draftOf, type EventDraft } from './event-draft';
import { newEventPlan } from './new-event-plan';

const blank = draftOf(newEventPlan('evt_a', 'Asia/Tokyo'));
const base = withTicketType(withDay(withDay(blank, 'day_a'), 'day_b'), 'tkt_a');

test('each place that differs is named once, with who has changed it', () => {
  const mine = withText(withText(base, 'slug', 'mine'), 'title.ja', 'mine');
  const theirs = withText(withText(base, 'slug', 'theirs'), 'days.day_a.doorsAt', '2026-07-25T18:00');
  expect(differences({ base, mine, theirs })).toEqual([
    { path: 'slug', mine: 'mine', theirs: 'theirs', isMine: true, isTheirs: true },
    { path: 'title.ja', mine: 'mine', theirs: '', isMine: true, isTheirs: false },
    { path: 'days.day_a.doorsAt', mine: '', theirs: '2026-07-25T18:00', isMine: false, isTheirs: true },
  ]);
});

test('a row that one side does not have is one difference, its program included', () => {
  const mine = withItem(withDay(base, 'day_c'), 'day_c');
  const theirs = withoutDay(base, 'day_b');
  expect(
    differences({ base, mine, theirs }).map(({ path, isMine, isTheirs }) => [path, isMine, isTheirs]),
  ).toEqual([
    ['days.day_b', false, true],
    ['days.day_c', true, false],
  ]);
});

test('taking theirs at every difference gives what is stored, whatever was changed', () => {
  const changed: readonly EventDraft[] = [
    withText(base, 'title.en', 'x'),
    withoutDay(base, 'day_a'),
    withItem(withDay(base, 'day_c'), 'day_c'),
    withItem(withItem(base, 'day_a'), 'day_a'),
    withMoved(base, 'days', { id: 'day_a', by: 1 }),
    withTicketType(base, 'tkt_b'),
    base,
  ];
  for (const mine of changed) {
    for (const theirs of changed) {
      const taken = differences({ base, mine, theirs }).reduce(
        (draft, { path }) => withTheirs(draft, theirs, path),
        mine,
      );
      expect(taken).toEqual(theirs);
    }
  }
});
