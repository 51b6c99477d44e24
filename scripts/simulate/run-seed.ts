import { setTimeout as delay } from 'node:timers/promises';
import { perform } from './acts';
import { describe, type Scene } from './buyer-acts';
import { checkProperties } from './check';
import { checkReplay } from './check-replay';
import { refundEvent } from './desk-acts';
import { crashPoints } from './crash-points';
import { unnamedCalls } from './fault-board';
import { heal } from './heal';
import { type PlannedAct, planSeed, type Step } from './plan';
import type { Violation } from './property';
import { createRandom, type Random } from './random';
import { openShop } from './shop';
import { passTime, tick, type World } from './world';

export interface SeedReport {
  readonly orders: number;
  readonly deliveries: number;
  readonly crashes: number;
  readonly violations: readonly Violation[];
  readonly trace: readonly string[];
}

const buyers = 25;
const usualSteps = 45;
const seats = [7, 7, 5] as const;

/** What it has come to, so that a trace tells at a glance what a course was about. */
const endsOfAll = `
  select 'order ' || state as kind, count(*)::int as count from orders group by state
  union all select 'refund ' || source || ' ' || state, count(*)::int from refunds group by source, state
  union all select 'dispute ' || state, count(*)::int from disputes group by state
  union all select 'mail ' || kind || case when sent_at is null then ' not sent' else ' sent' end, count(*)::int
    from outbox group by 1
  union all select 'alert ' || kind, count(*)::int from staff_alerts group by kind
  union all select 'paid by ' || coalesce(method, '?'), count(*)::int from payments
    where state = 'succeeded' group by method
  union all select 'promo uses', count(*)::int from promo_uses
  order by kind`;

/** Plays a seed's course with all its faults, heals the world and checks every property. */
export async function runSeed(world: World, seed: number, steps = usualSteps): Promise<SeedReport> {
  const shop = await openShop(world, { buyers, seats });
  const scene = { world, shop };
  for (const [index, step] of planSeed(seed, { steps, buyers }).entries()) {
    world.trace.push(`── step ${index} ${JSON.stringify({ ...step, acts: undefined })}`);
    await playStep(scene, step);
  }
  if (seed % 3 === 0) await cancelEvent(scene, createRandom(seed));
  world.trace.push('── heal');
  await heal(world);
  const violations = [...(await checkProperties(world)), ...(await checkReplay(world))];
  const ends = await world.pool.query<{ kind: string; count: number }>(endsOfAll);
  world.trace.push('── ends', ...ends.rows.map(({ kind, count }) => `${kind}: ${count}`));
  return {
    orders: ends.rows.reduce((sum, { kind, count }) => sum + (kind.startsWith('order ') ? count : 0), 0),
    deliveries: world.webhooks.deliveries(),
    crashes: world.server.crashes(),
    violations: [...violations, ...checkNames(world)],
    trace: world.trace,
  };
}

/** P19: everybody's money back, with the server killed again and again while it is at it. */
async function cancelEvent(scene: Scene, random: Random): Promise<void> {
  const { world } = scene;
  world.board.clear();
  await world.server.ensureUp();
  world.trace.push(`── the event is canceled: ${await refundEvent(scene)}`);
  for (let count = 0; count < 6; count += 1) {
    await world.server.ensureUp();
    world.board.clear();
    world.board.arm({
      point: '*',
      when: random.pick(['before', 'after']),
      does: 'kill',
      skip: random.below(60),
    });
    world.trace.push(`tick: ${describe(await tick(world))}`);
    await passTime(world, 150);
  }
}

async function playStep(scene: Scene, step: Step): Promise<void> {
  const { world } = scene;
  await world.server.ensureUp();
  if (step.weather !== undefined) world.webhooks.setWeather(step.weather);
  if (step.passSeconds !== undefined) await passTime(world, step.passSeconds);
  if (step.stripeFault !== undefined) await world.twin.breakNext(step.stripeFault);
  if (step.mailFault !== undefined) await world.mailbox.breakNext(step.mailFault.kind, step.mailFault.count);
  if (step.strike !== undefined) {
    world.board.clear();
    world.board.arm(step.strike);
  }
  await Promise.all([...step.acts.map((planned) => playAct(scene, planned)), loseDatabase(world, step)]);
}

async function playAct(scene: Scene, { act, buyer: index, salt }: PlannedAct): Promise<void> {
  const buyer = scene.shop.buyers[index];
  if (buyer === undefined) throw new Error(`There is no buyer ${index}.`);
  const before = scene.world.server.crashes();
  const started = performance.now();
  const outcome = await perform(act, { scene, buyer, random: createRandom(salt) });
  const crash = scene.world.server.crashes() > before ? '  (crash meanwhile)' : '';
  const took = Math.round(performance.now() - started);
  scene.world.trace.push(`${buyer.name} ${act}, ${took} ms: ${outcome}${crash}`);
}

async function loseDatabase({ postgres }: World, { databaseAwayMs }: Step): Promise<void> {
  if (databaseAwayMs === undefined) return;
  postgres.cut();
  await delay(databaseAwayMs);
  postgres.restore();
}

/** New code must not go without crash points. */
function checkNames({ board }: World): Violation[] {
  return unnamedCalls(board, crashPoints).map((breach) => ({
    property: 'names',
    says: 'every call to Stripe, every commit and every other write has a name',
    breach,
  }));
}
