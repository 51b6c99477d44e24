import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { checkProperties } from './check';
import { crashDrives } from './crash-drives';
import { crashPoints } from './crash-points';
import { heal, until } from './heal';
import { openShop, type Shop } from './shop';
import { startWorld, type World } from './world';

let database: TestDatabase;
let world: World;
let shop: Shop;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await startWorld({ name: 'crash-points', databaseUrl: database.url, seed: 1 });
  shop = await openShop(world, { buyers: crashPoints.length, seats: [500, 500, 500] });
});
afterAll(async () => {
  await world.close();
  await database.close();
});

test.each([...crashPoints.entries()].map(([index, point]) => ({ ...point, index })))(
  'nothing is lost or done twice when the server dies $when $name',
  async ({ name, when, index }) => {
    const scene = { world, shop };
    const buyer = shop.buyers[index];
    if (buyer === undefined) throw new Error('no buyer');
    const { prepare, drive } = crashDrives[name];
    await prepare?.(scene, buyer);
    const crashes = world.server.crashes();
    world.board.arm({ point: name, when, does: 'kill' });
    await drive(scene, buyer).catch((error: unknown) => {
      // What the crash cut off; that it happened is asked below.
      if (world.server.crashes() === crashes) throw error;
    });
    await until(`a crash ${when} ${name}`, () => world.server.crashes() > crashes);
    await world.server.ensureUp();
    await heal(world);
    expect(await checkProperties(world)).toEqual([]);
  },
);

test('every named crash point was hit', () => {
  const missed = crashPoints.filter(({ name, when }) => !world.board.killed.has(`${name}:${when}`));
  expect(missed).toEqual([]);
});

test('every call to Stripe, every commit and every other write has a name', () => {
  const harmless = ['db:begin', 'db:within', 'db:rollback', 'db:read'];
  const seen = [...world.board.passed.keys()].map((key) => key.slice(0, key.lastIndexOf(':')));
  const known = new Set([...harmless, ...crashPoints.map(({ name }) => name)]);
  expect([...new Set(seen)].filter((name) => !known.has(name))).toEqual([]);
});
