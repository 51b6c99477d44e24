import { setTimeout as delay } from 'node:timers/promises';
import { now as currentTime } from '@/lib/clock';
import type { Database } from '@/lib/db/client';
import { takeTurn } from '@/lib/sales/take-turn';

/** A quarter of what Stripe allows: buyers come first. */
const BACKGROUND_PER_SECOND = 20;
const AT_ONCE = 4;

/**
 * Does background work that calls Stripe, a few things at once and slower than Stripe's write limit, whatever number
 * of processes do it. Outcomes are in the order of the things.
 */
export async function inTurn<Thing, Outcome>(
  db: Database,
  things: readonly Thing[],
  { act }: { readonly act: (thing: Thing) => Promise<Outcome> },
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let from = 0; from < things.length; from += AT_ONCE) {
    const some = things.slice(from, from + AT_ONCE).map(async (thing) => {
      const now = currentTime();
      const turn = await takeTurn(db, 'background', {
        perSecond: BACKGROUND_PER_SECOND,
        burst: AT_ONCE,
        now,
      });
      await delay(Math.max(0, turn.getTime() - now.getTime()));
      return act(thing);
    });
    outcomes.push(...(await Promise.all(some)));
  }
  return outcomes;
}
