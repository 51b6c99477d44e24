import { expect, it } from 'vitest';
import { watchSilence } from './watch-silence';

/** A segment each second: `.` nothing came of it, `+` the picture moved, `f` paused with a full buffer. */
function watch(segments: string): number {
  const video = { currentTime: 0, readyState: 1 };
  let [nowMs, calls] = [0, 0];
  const silence = watchSilence(video, { now: () => nowMs, onSilent: () => (calls += 1) });
  for (const segment of segments) {
    nowMs += 1000;
    if (segment === '+') video.currentTime += 1;
    video.readyState = segment === 'f' ? 4 : 1;
    silence.onSegment();
  }
  return calls;
}

it('six seconds of segments without any picture are told once', () => {
  expect([watch('......'), watch('.......'), watch('...............')]).toEqual([0, 1, 1]);
});

it('a picture that moves, or one that is paused, is none of that', () => {
  expect([watch('....+....+....+'), watch('ffffffffffff')]).toEqual([0, 0]);
});
