import { expect, test } from 'vitest';
import { nextMailTry } from './mail-retry';

const now = new Date('2026-10-03T09:00:00Z');
const mail = { kind: 'confirmation', createdAt: now, attempts: 1, now, random: 0.5 } as const;
const secondsUntil = (next: Date | undefined) => next && (next.getTime() - now.getTime()) / 1000;

test.each([
  [1, 0.5, 30],
  [1, 0, 22.5],
  [1, 1, 37.5],
  [3, 0.5, 120],
  [8, 0.5, 3600],
  [29, 0.5, 3600],
  [30, 0.5, undefined],
])('after attempt %i (spread %d) the next is %s seconds away', (attempts, random, seconds) => {
  expect(secondsUntil(nextMailTry({ ...mail, attempts, random }))).toBe(seconds);
});

test('about a day passes before a mail is given up', () => {
  let at = now;
  let attempts = 1;
  for (;;) {
    const next = nextMailTry({ ...mail, attempts, now: at });
    if (next === undefined) break;
    at = next;
    attempts += 1;
  }
  expect((at.getTime() - now.getTime()) / 3_600_000).toBeCloseTo(23, 0);
});

test.each([
  [9, 30],
  [9.4, 30],
  [9.5, undefined],
  [10, undefined],
])('a sign-in code %d minutes old is tried again only while it works', (age, seconds) => {
  const createdAt = new Date(now.getTime() - age * 60_000);
  expect(secondsUntil(nextMailTry({ ...mail, kind: 'sign_in_code', createdAt }))).toBe(seconds);
});
