import { passTime, tick, type World } from './world';
import { fairWeather } from './webhook-proxy';

const longestHoldSeconds = 3600;
const maximumTicks = 15;

/**
 * The end of all faults: everything runs, Stripe delivers what it owes, deadlines pass and the jobs tick until
 * nothing is left to do. Bounded: what is not at rest then is a violation of P5, which the checks find.
 */
export async function heal(world: World): Promise<void> {
  world.board.clear();
  world.postgres.restore();
  await world.twin.clearFaults();
  world.webhooks.setWeather(fairWeather);
  await world.server.ensureUp();
  await passTime(world, longestHoldSeconds);
  for (let count = 0; count < maximumTicks; count += 1) {
    await deliverAll(world);
    if (count > 0 && (await isAtRest(world))) return;
    await tick(world);
    await passTime(world, 120);
  }
  world.trace.push('not at rest');
}

/** Stripe tries for three days: whatever was never accepted arrives now. */
export async function deliverAll(world: World): Promise<void> {
  const isOwed = ({ id }: { id: string }) => !world.webhooks.accepted.has(id);
  for (;;) {
    const owed = (await world.twin.ledger()).events.filter(isOwed);
    if (owed.length === 0) return;
    for (const { id } of owed) await world.twin.resend(id);
    await until('Stripe has delivered everything', () => !owed.some(isOwed));
  }
}

/** Every event again, each twice, in another order; resolves when the server has answered all of them. */
export async function deliverAgain(world: World): Promise<void> {
  const { accepted } = world.webhooks;
  const { events } = await world.twin.ledger();
  const wanted = events.map(({ id }) => ({ id, times: (accepted.get(id) ?? 0) + 2 }));
  for (const { id } of world.random.shuffled([...events, ...events])) await world.twin.resend(id);
  await until('Stripe has delivered everything again', () =>
    wanted.every(({ id, times }) => (accepted.get(id) ?? 0) >= times),
  );
}

const patienceMs = 20_000;
const lookEveryMs = 5;

/** Resolves once `isTrue`; rejects with `what` after 20 s. */
export async function until(what: string, isTrue: () => boolean): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error(`In vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

async function isAtRest(world: World): Promise<boolean> {
  const result = await world.pool.query<{ open: number }>(`
    select (select count(*) from orders where state in ('held', 'refunding'))
         + (select count(*) from refunds where state in ('due', 'pending'))
         + (select count(*) from stripe_events where handled_at is null) as open`);
  return Number(result.rows[0]?.open) === 0;
}
