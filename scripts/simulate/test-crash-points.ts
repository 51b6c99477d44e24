import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/lib/db/test-db';
import { checkProperties } from './check';
import { crashDrives } from './crash-drives';
import { type CrashPoint, crashPoints } from './crash-points';
import { unnamedCalls } from './fault-board';
import { heal, until } from './heal';
import { openShop, type Shop } from './shop';
import { startWorld, type World } from './world';

const crashPatienceMs = 10_000;
/** Points that share one recovery, which is what takes long: what an earlier one broke does not mend. */
const together = 10;

/** Declares the tests of some crash points, in a world of their own. */
export function testCrashPoints(name: string, points: readonly CrashPoint[]): void {
  let database: TestDatabase;
  let world: World;
  let shop: Shop;

  beforeAll(async () => {
    database = await createTestDatabase();
    world = await startWorld({ name, databaseUrl: database.url, seed: 1 });
    shop = await openShop(world, { buyers: points.length, seats: [500, 500, 500], codeLimit: 100 });
  });
  afterAll(async () => {
    await world.close();
    await database.close();
  });

  test.each(inGroups(points))('nothing is lost or done twice when the server dies $names', async (group) => {
    const untouched: string[] = [];
    for (const { point, index } of group.points) {
      const isDead = await crashAt({ world, shop }, { point, index });
      if (!isDead) untouched.push(`${point.when} ${point.name}`);
    }
    await heal(world);
    expect({ untouched, violations: await checkProperties(world) }).toEqual({
      untouched: [],
      violations: [],
    });
  });

  test('every one of these crash points was hit', () => {
    const all = points.map((point) => `${point.name}:${point.when}`);
    expect(all.filter((point) => !world.board.killed.has(point))).toEqual([]);
  });

  test('every call to Stripe, every commit and every other write has a name', () => {
    expect(unnamedCalls(world.board, crashPoints)).toEqual([]);
  });
}

interface Turn {
  readonly point: CrashPoint;
  /** Of the buyer whose turn it is. */
  readonly index: number;
}

function inGroups(points: readonly CrashPoint[]) {
  const turns = points.map((point, index) => ({ point, index }));
  return Array.from({ length: Math.ceil(points.length / together) }, (_, group) => {
    const own = turns.slice(group * together, (group + 1) * together);
    return { points: own, names: own.map(({ point }) => `${point.when} ${point.name}`).join(', ') };
  });
}

/** False when the server outlived it. */
async function crashAt(scene: { world: World; shop: Shop }, { point, index }: Turn): Promise<boolean> {
  const { world, shop } = scene;
  const buyer = shop.buyers[index];
  if (buyer === undefined) throw new Error('no buyer');
  const { prepare, drive } = crashDrives[point.name];
  world.board.clear();
  await prepare?.(scene, buyer);
  const crashes = world.server.crashes();
  world.board.arm({ point: point.name, when: point.when, does: 'kill' });
  // What the crash cuts off fails; that it happened is asked below.
  await drive(scene, buyer).catch((error: unknown) => world.trace.push(String(error)));
  const isDead = () => world.server.crashes() > crashes;
  await until('the server is dead', isDead, crashPatienceMs).catch(() => undefined);
  await world.server.ensureUp();
  return isDead();
}
