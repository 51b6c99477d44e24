import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { checkProperties } from './check';
import { crashDrives } from './crash-drives';
import { type CrashPoint, crashPoints } from './crash-points';
import { heal, until } from './heal';
import { openShop, type Shop } from './shop';
import { startWorld, type World } from './world';

const crashPatienceMs = 4000;

let database: TestDatabase;
let world: World;
let shop: Shop;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await startWorld({ name: 'crash-points', databaseUrl: database.url, seed: 1 });
  shop = await openShop(world, { buyers: crashPoints.length, seats: [500, 500, 500], codeLimit: 100 });
});
afterAll(async () => {
  await world.close();
  await database.close();
});

/** Points that share one recovery, which is what takes long: what an earlier one broke does not mend. */
const together = 10;
const groups = Array.from({ length: Math.ceil(crashPoints.length / together) }, (_, index) => {
  const points = crashPoints.slice(index * together, (index + 1) * together);
  return { points, names: points.map(({ name, when }) => `${when} ${name}`).join(', ') };
});

test.each(groups)('nothing is lost or done twice when the server dies $names', async ({ points }) => {
  const untouched: string[] = [];
  for (const point of points) {
    if (!(await crashAt(point))) untouched.push(`${point.when} ${point.name}`);
  }
  await heal(world);
  expect({ untouched, violations: await checkProperties(world) }).toEqual({ untouched: [], violations: [] });
});

/** False when the server outlived it. */
async function crashAt({ name, when }: CrashPoint): Promise<boolean> {
  const scene = { world, shop };
  const buyer = shop.buyers[crashPoints.findIndex((point) => point.name === name && point.when === when)];
  if (buyer === undefined) throw new Error('no buyer');
  const { prepare, drive } = crashDrives[name];
  world.board.clear();
  await prepare?.(scene, buyer);
  const crashes = world.server.crashes();
  world.board.arm({ point: name, when, does: 'kill' });
  // What the crash cuts off fails; that it happened is asked below.
  await drive(scene, buyer).catch((error: unknown) => world.trace.push(String(error)));
  const isDead = () => world.server.crashes() > crashes;
  await until('the server is dead', isDead, crashPatienceMs).catch(() => undefined);
  await world.server.ensureUp();
  return isDead();
}

test('every named crash point was hit', () => {
  const all = crashPoints.map(({ name, when }) => `${name}:${when}`);
  expect(all.filter((point) => !world.board.killed.has(point))).toEqual([]);
});

test('every call to Stripe, every commit and every other write has a name', () => {
  const harmless = ['db:begin', 'db:within', 'db:rollback', 'db:read'];
  const seen = [...world.board.passed.keys()].map((key) => key.slice(0, key.lastIndexOf(':')));
  const known = new Set([...harmless, ...crashPoints.map(({ name }) => name)]);
  expect([...new Set(seen)].filter((name) => !known.has(name))).toEqual([]);
});
