import { expect, it } from 'vitest';
import { type PlayMeter, readMeter, restingMeter } from './play-meter';

const EVERY_MS = 250;

/** One look each quarter of a second: `+` it moved, `.` it did not, `p` paused, `k` seeking, `s` jumped by a minute. */
function watch(looks: string, from: PlayMeter = restingMeter): PlayMeter {
  let meter = from;
  let { nowMs, currentTime } = from.last ?? { nowMs: 0, currentTime: 100 };
  for (const look of looks) {
    nowMs += EVERY_MS;
    if (look === '+') currentTime += EVERY_MS / 1000;
    if (look === 's') currentTime += 60;
    meter = readMeter(meter, { nowMs, currentTime, isResting: look === 'p', isSeeking: look === 'k' });
  }
  return meter;
}

it('counts what was played', () => {
  expect(watch('.++++++++')).toMatchObject({ playedMs: 2000, stalls: 0, stalledMs: 0 });
});

it('the wait before the first frame is no stall', () => {
  expect(watch('............')).toMatchObject({ stalls: 0, hasPlayed: false });
});

it('a wait in the middle is one stall, as long as it lasted', () => {
  const waiting = watch('.++++....');
  expect([waiting.stalls, waiting.stalledSinceMs]).toEqual([1, 1250]);
  const on = watch('++', waiting);
  expect([on.stalls, on.stalledMs, on.stalledSinceMs]).toEqual([1, 1250, undefined]);
});

it('a single late look is no stall', () => {
  expect(watch('.+++.+++').stalls).toBe(0);
});

it('neither a pause nor a seek is a stall, nor is the half second after it', () => {
  expect(watch('.+++pppppppppppp..+++').stalls).toBe(0);
  expect(watch('.+++kkkkkkkkkkkk..+++').stalls).toBe(0);
  expect(watch('.+++p.......').stalls).toBe(1);
});

it('a wait goes on while the engine seeks its way out of it, and ends when the viewer pauses', () => {
  expect(watch('.+++......kk').stalledSinceMs).toBe(1000);
  expect(watch('.+++......kk..+')).toMatchObject({ stalls: 1, stalledSinceMs: undefined });
  expect(watch('.+++......p').stalledSinceMs).toBeUndefined();
});

it('a jump is not time played', () => {
  expect(watch('.++s++').playedMs).toBe(1000);
});
