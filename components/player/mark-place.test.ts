import { expect, it } from 'vitest';
import { nextMarkPlace } from './mark-place';

it('never stays where it is, and reaches every place', () => {
  const seen = new Set<object>();
  let place = nextMarkPlace(undefined, 0);
  for (let step = 0; step < 200; step += 1) {
    const next = nextMarkPlace(place, (step * 0.37) % 1);
    expect(next).not.toBe(place);
    seen.add(next);
    place = next;
  }
  expect(seen.size).toBe(6);
});
