import { passTime, tick, type World } from './world';
import { fairWeather } from './webhook-proxy';

/** Longer than the longest hold: a konbini voucher's three days and its grace. */
const longestHoldSeconds = 76 * 3600;
/** Longer than every pause before another try. */
const longestPauseSeconds = 6.5 * 3600;
const maximumTicks = 15;

/**
 * The end of all faults: everything runs, Stripe delivers what it owes, deadlines pass and the jobs tick until
 * nothing is left to do. Bounded: what is not at rest then is a violation of P5, which the checks find.
 */
export async function heal(world: World): Promise<void> {
  world.board.clear();
  world.postgres.restore();
  await world.twin.clearFaults();
  await world.mailbox.clearFaults();
  world.webhooks.setWeather(fairWeather);
  await world.server.ensureUp();
  await passTime(world, longestHoldSeconds);
  for (let count = 0; count < maximumTicks; count += 1) {
    await deliverAll(world);
    const areBanksDone = await letBanksAnswer(world);
    if (count > 0 && areBanksDone && (await isAtRest(world))) return;
    await tick(world);
    await passTime(world, count === 0 ? 60 : longestPauseSeconds);
  }
  world.trace.push('not at rest');
}

/** Buyers name their accounts, and banks take or send back what is on its way. True when nothing was. */
async function letBanksAnswer({ twin, random }: World): Promise<boolean> {
  const { refunds } = await twin.ledger();
  const open = refunds.filter(({ status }) => status === 'pending' || status === 'requires_action');
  for (const { id, status } of open) {
    const answer = random.chance(0.75) ? 'succeed' : 'fail';
    const act = status === 'pending' ? answer : 'provide_bank_details';
    await twin.happen({ at: 'refunds', refund: id, act });
  }
  return open.length === 0;
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

const patienceMs = 60_000;
const lookEveryMs = 5;

/** Resolves once `isTrue`; rejects with `what` after `withinMs`. */
export async function until(what: string, isTrue: () => boolean, withinMs = patienceMs): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error(`In vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

async function isAtRest(world: World): Promise<boolean> {
  const result = await world.pool.query<{ open: number }>(`
    select (select count(*) from orders where state = 'held')
         + (select count(*) from refunds where state in ('due', 'pending', 'requires_action'))
         + (select count(*) from stripe_events where handled_at is null)
         + (select count(*) from outbox where sent_at is null and given_up_at is null)
         + (select count(*) from mass_refunds where prepared_at is null) as open`);
  return Number(result.rows[0]?.open) === 0;
}
