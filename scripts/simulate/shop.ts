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
  /** Uses of each promo code; few when absent. */
  readonly codeLimit?: number;
}

/** Far enough that no voucher, refund or mail comes near it, however often a world is healed. */
const minutesAhead = 300 * 24 * 60;

/** A small event with too few seats, on sale for most of a year, and its promo codes. */
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
  await writeCodes(world, { eventId: event.eventId, now, limit: plan.codeLimit ?? 3 });
  return { slug: event.slug, tickets, buyers };
}

/** The last one leaves most orders with a total that nobody can pay. */
const codes = [
  { code: 'TENTH', percent: 10 },
  { code: 'YEN500', amount: 500 },
  { code: 'GIFT', percent: 100 },
  { code: 'ALMOST', amount: 2970 },
] as const;

interface CodesPlan {
  readonly eventId: string;
  readonly now: Date;
  readonly limit: number;
}

async function writeCodes({ pool }: World, { eventId, now, limit }: CodesPlan): Promise<void> {
  await pool.query(
    `insert into promo_codes (id, event_id, code, percent, amount_minor, total_limit, starts_at, ends_at)
     select 'prm_' || gen_random_uuid(), $1, code, percent, amount, $4, $3::timestamptz - interval '1 day',
            $3::timestamptz + interval '300 days'
     from jsonb_to_recordset($2) as wanted (code text, percent int, amount int)`,
    [eventId, JSON.stringify(codes), now, limit],
  );
}

export const promoCodes = codes.map(({ code }) => code);
