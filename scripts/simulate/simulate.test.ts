import { expect, test } from 'vitest';
import { createTestDatabase } from '@/lib/db/test-db';
import { runSeed } from './run-seed';
import { startWorld } from './world';

test.concurrent.each([1, 2, 3])(
  'seed %i: every property holds after its faults',
  { timeout: 600_000 },
  async (seed) => {
    const database = await createTestDatabase();
    const world = await startWorld({ name: `test-seed-${seed}`, databaseUrl: database.url, seed });
    try {
      const { violations, trace, orders, crashes } = await runSeed(world, seed, 30);
      expect(violations, trace.join('\n')).toEqual([]);
      expect(orders).toBeGreaterThan(10);
      expect(crashes).toBeGreaterThan(0);
    } finally {
      await world.close();
      await database.close();
    }
  },
);
