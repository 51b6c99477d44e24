import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { checkProperties } from './check';
import { type Control, controls } from './controls';
import { heal } from './heal';
import { openShop } from './shop';
import { startWorld, type World } from './world';

async function play(world: World, control: Control) {
  const shop = await openShop(world, { buyers: 9, seats: [3, 3, 3] });
  await control.drive({ world, shop });
  await heal(world);
  return checkProperties(world);
}

describe('the product as it is', () => {
  let database: TestDatabase;
  let world: World;
  beforeAll(async () => {
    database = await createTestDatabase();
    world = await startWorld({ name: 'controls', databaseUrl: database.url, seed: 1 });
  });
  afterAll(async () => {
    await world.close();
    await database.close();
  });
  test.each(controls)('keeps every property in the course of $name', async (control) => {
    expect(await play(world, control)).toEqual([]);
  });
});

describe('P24: a copy without one safeguard', () => {
  test.each(controls)('$name breaks $breaks', async (control) => {
    const database = await createTestDatabase();
    if (control.loosen !== undefined) await database.pool.query(control.loosen);
    const world = await startWorld({
      name: control.name,
      databaseUrl: database.url,
      seed: 1,
      patches: control.patches,
    });
    try {
      const violations = await play(world, control);
      expect(violations.map(({ property }) => property)).toContain(control.breaks);
    } finally {
      await world.close();
      await database.close();
    }
  });
});
