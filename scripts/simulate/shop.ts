import type { Viewer } from '@/lib/auth/viewer';
import { writeEvent, writeTicketType, writeViewer } from '@/lib/db/test-rows';
import type { World } from './world';

/** A buyer with what the own browser remembers. */
export interface Buyer {
  readonly name: string;
  readonly viewer: Viewer;
  clientKey: string;
  orderId: string | undefined;
  /** As the shop gave it to the page; the page pays with it whenever it likes. */
  clientSecret: string | undefined;
}

export interface Shop {
  readonly slug: string;
  /** Day 1, day 2, and the pass for both. */
  readonly tickets: readonly string[];
  readonly buyers: readonly Buyer[];
}

interface ShopPlan {
  readonly buyers: number;
  /** Seats of day 1, day 2 and the pass. */
  readonly seats: readonly [number, number, number];
}

const minutesAhead = 30 * 24 * 60;

/** A small event with too few seats, on sale for a month. */
export async function openShop(world: World, plan: ShopPlan): Promise<Shop> {
  const now = new Date(Date.now() + world.offsetSeconds * 1000);
  const event = await writeEvent(world.db, now, [
    { startMinute: minutesAhead },
    { startMinute: minutesAhead + 24 * 60 },
  ]);
  const days = [[0], [1], [0, 1]];
  const tickets: string[] = [];
  for (const [index, capacity] of plan.seats.entries()) {
    const sale = {
      event,
      now,
      capacity,
      priceMinor: [3500, 3000, 6000][index] ?? 0,
      days: days[index] ?? [],
    };
    tickets.push(await writeTicketType(world.db, { ...sale, saleEndMinute: minutesAhead }));
  }
  const buyers: Buyer[] = [];
  for (let index = 0; index < plan.buyers; index += 1) {
    const viewer = await writeViewer(world.db);
    const name = `buyer ${index}`;
    buyers.push({ name, viewer, clientKey: `${name} 0`, orderId: undefined, clientSecret: undefined });
  }
  return { slug: event.slug, tickets, buyers };
}
