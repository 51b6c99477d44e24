import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auditChanges } from './audit-change';

test.each([
  ['nothing', null, null, []],
  ['the same', { a: 1, b: ['x', 'y'] }, { b: ['x', 'y'], a: 1 }, []],
  ['a field', { a: 1, b: 2 }, { a: 1, b: 3 }, [{ path: 'b', before: '2', after: '3' }]],
  [
    'a new one',
    undefined,
    { to: 'a@example.jp' },
    [{ path: 'to', before: undefined, after: 'a@example.jp' }],
  ],
  ['a lost one', { to: 'x' }, { to: null }, [{ path: 'to', before: 'x', after: undefined }]],
  [
    'a list of words',
    { roles: ['a'] },
    { roles: ['a', 'b'] },
    [{ path: 'roles', before: 'a', after: 'a, b' }],
  ],
  [
    'a row that moved and one that changed',
    {
      days: [
        { id: 'd1', n: 1 },
        { id: 'd2', n: 2 },
      ],
    },
    {
      days: [
        { id: 'd2', n: 3 },
        { id: 'd1', n: 1 },
      ],
    },
    [{ path: 'days.d2.n', before: '2', after: '3' }],
  ],
  ['rows without names', { p: [{ n: 1 }] }, { p: [{ n: 2 }] }, [{ path: 'p.1.n', before: '1', after: '2' }]],
  ['a bare value', 'x', 'y', [{ path: '', before: 'x', after: 'y' }]],
])('%s', (_name, before, after, changes) => {
  expect(auditChanges(before, after)).toEqual(changes);
});

test('whatever JSON was written: no fault, nothing when equal, and the mirror image the other way round', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      expect(auditChanges(one, one)).toEqual([]);
      const there = auditChanges(one, other).map(({ path }) => path);
      const back = auditChanges(other, one).map(({ path }) => path);
      expect(there.toSorted()).toEqual(back.toSorted());
    }),
  );
});
