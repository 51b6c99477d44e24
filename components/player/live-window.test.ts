import { expect, it } from 'vitest';
import { limitLiveWindow } from './live-window';

function windowOf(attributes: Record<string, string>): string | undefined {
  const given: Record<string, string> = { type: 'dynamic', ...attributes };
  limitLiveWindow({ tagName: 'MPD', attributes: given });
  return given.timeShiftBufferDepth;
}

it.each([
  ['PT4H', 'PT600S'],
  ['PT1H30M', 'PT600S'],
  ['P1DT2H', 'PT600S'],
  ['PT120S', 'PT120S'],
  ['PT2M0.0S', 'PT2M0.0S'],
])('a window of %s becomes %s', (given, kept) => {
  expect(windowOf({ timeShiftBufferDepth: given })).toBe(kept);
});

it('a live stream that keeps everything is cut too, an archive is not', () => {
  expect(windowOf({})).toBe('PT600S');
  expect(windowOf({ type: 'static' })).toBeUndefined();
});
