import { expect, test } from 'vitest';
import { hasSegment, liveWindow } from './live-window';

const minute = 1_800_000_000;
const at = (seconds: number) => (minute + seconds) * 1000;

test('media time 0 is the start, floored to the minute', () => {
  const window = liveWindow({ start: minute + 37 }, at(41));
  expect(window).toEqual({ availabilityStart: at(0), first: 0, last: 19, hasEnded: false });
});

test.each([
  { moment: 'a second before the start', start: 37, now: 36, last: undefined },
  { moment: 'at the start', start: 37, now: 37, last: 17 },
  { moment: 'at a start on the minute, when no segment is complete', start: 0, now: 0, last: undefined },
  { moment: 'just before the first segment is complete', start: 0, now: 1.999, last: undefined },
  { moment: 'when the first segment is complete', start: 0, now: 2, last: 0 },
])('the newest segment $moment', ({ start, now, last }) => {
  expect(liveWindow({ start: minute + start }, at(now))?.last).toBe(last);
});

test('120 seconds are listed, and a little more can be had', () => {
  const window = liveWindow({ start: minute }, at(7200));
  if (window === undefined) throw new Error('no window');
  expect([window.first, window.last]).toEqual([3540, 3599]);
  expect([3534, 3535, 3599, 3600].map((segment) => hasSegment(window, segment))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('after its end the stream keeps its last window for ever', () => {
  const times = { start: minute, end: minute + 301 };
  expect(liveWindow(times, at(300.9))).toMatchObject({ last: 149, hasEnded: false });
  expect(liveWindow(times, at(301))).toMatchObject({ first: 90, last: 149, hasEnded: true });
  expect(liveWindow(times, at(90_000))).toEqual(liveWindow(times, at(301)));
});
