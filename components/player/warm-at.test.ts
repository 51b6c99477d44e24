import { expect, it } from 'vitest';
import { warmAt } from './warm-at';

const minutes = (count: number) => count * 60_000;
const doorsAtMs = minutes(1000);

it.each([
  ['hours ahead: from T−40', 300, 0, doorsAtMs - minutes(40)],
  ['hours ahead: until T−5', 300, 1, doorsAtMs - minutes(5)],
  ['at T−20: from now', 20, 0, doorsAtMs - minutes(20)],
  ['at T−20: until T−5', 20, 1, doorsAtMs - minutes(5)],
  ['at T−2: now', 2, 0, doorsAtMs - minutes(2)],
  ['at T−2: within five seconds', 2, 1, doorsAtMs - minutes(2) + 5000],
])('opened %s', (_case, minutesAhead, random, at) => {
  expect(warmAt({ doorsAtMs, openedAtMs: doorsAtMs - minutes(minutesAhead) }, random)).toBe(at);
});
