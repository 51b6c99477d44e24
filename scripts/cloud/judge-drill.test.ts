import { expect, test } from 'vitest';
import { judgeDrill } from './judge-drill';
import { showThatIsOn, showToCome } from './shows-of-plan';

const restoredTo = new Date('2027-03-20T12:00:00Z');
const counts = (rows: Record<string, number>) => ({ rows, newestAt: '2027-03-20T11:59:00Z' });
const judge = (live: Record<string, number>, restored: Record<string, number>) =>
  judgeDrill({ live: counts(live), restored: counts(restored), undated: ['ticket_types'] }, restoredTo);

test.each([
  ['as many', { orders: 3, ticket_types: 2 }, { orders: 3, ticket_types: 2 }, true],
  [
    'a table whose rows have no date may have grown since',
    { orders: 3, ticket_types: 9 },
    { orders: 3, ticket_types: 2 },
    true,
  ],
  ['but not be empty', { orders: 3, ticket_types: 9 }, { orders: 3, ticket_types: 0 }, false],
  ['one row less', { orders: 3, ticket_types: 2 }, { orders: 2, ticket_types: 2 }, false],
  ['a table that is not there', { orders: 3, ticket_types: 2 }, { ticket_types: 2 }, false],
  ['nothing at all, as in an empty live database', { orders: 0 }, { orders: 0 }, false],
])('%s: %j, restored %j', (_case, live, restored, isGo) => {
  expect(judge(live, restored).isGo).toBe(isGo);
});

test('the newest row’s age counts from the moment that was restored', () => {
  expect(judge({ orders: 1 }, { orders: 1 }).newestAgeSeconds).toBe(60);
});

test('a show is on from an hour and a half before its opening until its end, and to come until then', () => {
  const show = { name: 'one', opensAt: '2027-03-20T07:00:00Z', endsAt: '2027-03-20T13:00:00Z' };
  const at = (time: string) => {
    const now = new Date(`2027-03-20T${time}Z`);
    return [showThatIsOn({ shows: [show] }, now)?.name, showToCome({ shows: [show] }, now)?.name];
  };
  expect(['05:29:59', '05:30:00', '12:59:59', '13:00:00'].map(at)).toEqual([
    [undefined, 'one'],
    ['one', 'one'],
    ['one', 'one'],
    [undefined, undefined],
  ]);
});
