import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { takeTurn, waitOf } from '@/lib/sales/take-turn';

const now = new Date('2026-10-03T09:00:00Z');
const pace = { perSecond: 50, burst: 10 };
let testDb: TestDatabase;

beforeAll(async () => {
  testDb = await createTestDatabase();
});
afterAll(() => testDb.close());

const later = (ms: number) => new Date(now.getTime() + ms);

/** Turns of so many callers at once, from the first to the last, in milliseconds after `now`. */
async function turnsOf(queue: string, callers: number, at = now): Promise<number[]> {
  const asked = Array.from({ length: callers }, () => takeTurn(testDb.db, queue, { ...pace, now: at }));
  const turns = await Promise.all(asked);
  return turns.map((turn) => turn.getTime() - now.getTime()).sort((a, b) => a - b);
}

function mostInOneSecond(turns: readonly number[]): number {
  return Math.max(...turns.map((from) => turns.filter((turn) => turn >= from && turn <= from + 1000).length));
}

describe('a queue', () => {
  test('gives 200 callers at once ten turns now and then one each 20 ms, none of them twice', async () => {
    const turns = await turnsOf('at-once', 200);
    expect(turns).toEqual(Array.from({ length: 200 }, (_, n) => Math.max(0, (n - 9) * 20)));
    expect(mostInOneSecond(turns)).toBe(60);
  });

  test('keeps its pace over calls that come in waves, and saves up no more than the burst', async () => {
    const turns: number[] = [];
    for (const ms of [0, 90, 1000, 1010, 60_000]) turns.push(...(await turnsOf('waves', 30, later(ms))));
    turns.sort((a, b) => a - b);
    expect(mostInOneSecond(turns)).toBeLessThanOrEqual(60);
    expect(turns.filter((turn) => turn === 60_000)).toHaveLength(10);
  });

  test('is first come, first served: a later caller never goes before an earlier one', async () => {
    const turns: number[] = [];
    for (let call = 0; call < 30; call += 1) {
      turns.push((await takeTurn(testDb.db, 'in-order', { ...pace, now: later(call) })).getTime());
    }
    expect(turns).toEqual(turns.toSorted((a, b) => a - b));
  });

  test('does not wait for another queue', async () => {
    await turnsOf('busy', 50);
    expect(await takeTurn(testDb.db, 'idle', { ...pace, now })).toEqual(now);
  });
});

test.each([
  [-5000, { place: 0, seconds: 0 }],
  [0, { place: 0, seconds: 0 }],
  [20, { place: 1, seconds: 1 }],
  [1000, { place: 50, seconds: 1 }],
  [90_010, { place: 4501, seconds: 91 }],
])('a turn %i ms ahead is told as %o', (ms, wait) => {
  expect(waitOf(later(ms), now, 50)).toEqual(wait);
});
