import type { Scene } from './buyer-acts';
import type { Random } from './random';
import type { Buyer } from './shop';

/** How an order stands that an act needs: without one it would mostly come to nothing. */
export type Standing = 'voucher' | 'paid' | 'two_tickets' | 'disputed' | 'refunded';

const found: Readonly<Record<Standing, string>> = {
  voucher: `payments.voucher is not null and orders.state = 'held'`,
  paid: `payments.state = 'succeeded'`,
  two_tickets: `orders.state = 'paid' and (select count(*) from order_lines where order_id = orders.id) = 2`,
  disputed: `orders.state = 'disputed'`,
  refunded: `exists (select from refunds where payment_id = payments.id)`,
};

interface Wanted {
  /** Acts for himself when nobody stands like that. */
  readonly buyer: Buyer;
  readonly standing: Standing;
  readonly random: Random;
}

/** Somebody whose order stands like that, with the page of that order open. */
export async function standInFor(
  { world, shop }: Scene,
  { buyer, standing, random }: Wanted,
): Promise<Buyer> {
  const { rows } = await world.pool.query<{ viewer: string; order: string; intent: string }>(`
    select orders.viewer_id as viewer, orders.id as "order", payment_intent_id as intent
    from orders join payments on payments.order_id = orders.id
    where payment_intent_id is not null and ${found[standing]} order by orders.created_at, orders.id`);
  if (rows.length === 0) return buyer;
  const { viewer, order, intent } = random.pick(rows);
  const owner = shop.buyers.find((one) => one.viewer.id === viewer) ?? buyer;
  return { ...owner, orderId: order, clientSecret: `${intent}_secret_` };
}
