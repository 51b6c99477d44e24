import { expect, it } from 'vitest';
import { createStartupClock } from './startup-clock';

it('the first time of each part counts, in milliseconds since the start', () => {
  const clock = createStartupClock();
  expect(clock.parts()).toEqual({});
  clock.mark('shell');
  const { shell } = clock.parts();
  clock.mark('shell');
  clock.mark('firstFrame');
  expect(shell).toBeTypeOf('number');
  expect(clock.parts()).toEqual({ shell, firstFrame: expect.any(Number) });
});
