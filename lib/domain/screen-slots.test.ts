import { expect, test } from 'vitest';
import { decideSlot, isPingPong, type OpenScreen } from './screen-slots';

const now = new Date('2026-10-03T09:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

function screen(id: string, slot: number, openedSecondsAgo: number): OpenScreen {
  const openedAt = ago(openedSecondsAgo);
  return { id, slot, browser: `browser of ${id}`, openedAt, lastBeatAt: ago(Math.min(30, openedSecondsAgo)) };
}

const facts = { open: [], limit: 1, browser: 'new', takeOversAt: [] };
const nobody = { gone: [], replaced: [], takenOver: [] };

test('the first screen gets the first slot', () => {
  expect(decideSlot(facts, now)).toEqual({ allow: true, slot: 1, ...nobody });
});

test('the newest screen wins, and takes the slot of the oldest', () => {
  const open = [screen('b', 2, 50), screen('a', 1, 100)];
  expect(decideSlot({ ...facts, open, limit: 2 }, now)).toEqual({
    ...nobody,
    allow: true,
    slot: 1,
    takenOver: ['a'],
  });
  expect(decideSlot({ ...facts, open, limit: 3 }, now)).toEqual({ allow: true, slot: 3, ...nobody });
});

test('a browser replaces its own session and pushes out nobody, however often', () => {
  const open = [screen('a', 1, 100), screen('b', 2, 50)];
  const takeOversAt = [ago(1), ago(2), ago(3), ago(4)];
  expect(decideSlot({ ...facts, open, limit: 2, browser: 'browser of b', takeOversAt }, now)).toEqual({
    ...nobody,
    allow: true,
    slot: 2,
    replaced: ['b'],
  });
});

test('a screen that has not been heard of for long gives up its slot', () => {
  const lost = { ...screen('a', 1, 9000), lastBeatAt: ago(3600) };
  expect(decideSlot({ ...facts, open: [lost] }, now)).toEqual({
    ...nobody,
    allow: true,
    slot: 1,
    gone: ['a'],
  });
});

test('a limit that was lowered holds from the next start on', () => {
  const open = [screen('a', 1, 100), screen('b', 2, 50), screen('c', 3, 20)];
  expect(decideSlot({ ...facts, open, limit: 2 }, now)).toMatchObject({ slot: 1, takenOver: ['a', 'b'] });
});

test.each([
  ['three take-overs are free', [ago(5), ago(50)], undefined],
  ['the fourth within ten minutes waits for a minute after the third', [ago(20), ago(90), ago(590)], 40],
  ['then it may go on', [ago(60), ago(90), ago(590)], undefined],
  ['what was ten minutes ago counts no more', [ago(20), ago(90), ago(600)], undefined],
])('%s', (_name, takeOversAt, retryAfterSeconds) => {
  const decision = decideSlot({ ...facts, open: [screen('a', 1, 20)], takeOversAt }, now);
  expect(decision).toMatchObject(
    retryAfterSeconds === undefined
      ? { allow: true, takenOver: ['a'] }
      : { allow: false, reason: 'take_over_cooldown', retryAfterSeconds },
  );
});

test('nobody waits for a free slot', () => {
  const takeOversAt = [ago(1), ago(2), ago(3)];
  expect(decideSlot({ ...facts, takeOversAt }, now)).toMatchObject({ allow: true, slot: 1 });
});

test('staff look from the eighth take-over in an hour on', () => {
  expect([7, 8].map(isPingPong)).toEqual([false, true]);
});
