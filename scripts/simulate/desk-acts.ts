import Stripe from 'stripe';
import { confirm, describe, type Scene } from './buyer-acts';
import { intentOf } from './intent-of';
import type { Random } from './random';
import type { Buyer } from './shop';
import { ask } from './world';

/** What staff do about a buyer's order, and what happens at Stripe without the shop's doing. */

/** Staff give back one ticket of the order, or all of it. */
export async function refundAtDesk(
  { world }: Scene,
  { orderId }: Buyer,
  { whole, random }: { whole: boolean; random?: Random },
): Promise<string> {
  if (orderId === undefined) return 'no order';
  const { rows } = await world.pool.query<{ id: string }>(
    'select id from order_lines where order_id = $1 order by price_minor',
    [orderId],
  );
  const lines = rows.map(({ id }) => id);
  const one = random === undefined ? lines.slice(0, 1) : [random.pick(lines)];
  return describe(await ask(world, '/desk/refund', { orderId, lineIds: whole ? 'all' : one }));
}

/** Staff give the whole event back. */
export async function refundEvent({ world, shop }: Scene): Promise<string> {
  return describe(await ask(world, '/desk/refund_event', { eventSlug: shop.slug }));
}

/** Someone gives the buyer's money back, or a part of it, without telling the shop. */
export async function refundInDashboard(
  { world }: Scene,
  buyer: Buyer,
  { amount }: { amount?: number },
): Promise<string> {
  const id = intentOf(buyer);
  if (id === undefined) return 'no payment';
  try {
    const part = amount === undefined ? {} : { amount };
    const refund = await world.twin.sdk.refunds.create({ payment_intent: id, ...part });
    return `${refund.id} ${refund.amount} ${refund.status}`;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error.code ?? error.message;
    throw error;
  }
}

/** Someone with the secret key asks for another amount than the shop did: such money has to go back. */
export async function payAnotherAmount(scene: Scene, buyer: Buyer): Promise<string> {
  const id = intentOf(buyer);
  if (id === undefined) return 'no payment';
  const { pool, twin } = scene.world;
  try {
    await pool.query('insert into simulate_altered values ($1) on conflict do nothing', [id]);
    await twin.sdk.paymentIntents.update(id, { amount: 9999 });
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error.code ?? error.message;
    throw error;
  }
  return confirm(scene, buyer, 'paid');
}

export function dispute({ world }: Scene, buyer: Buyer, act: 'open' | 'win' | 'lose'): Promise<string> {
  return aboutIntent(buyer, (id) => world.twin.happen({ at: 'disputes', payment_intent: id, act }));
}

/** The issuer suspects fraud. */
export function warnOfFraud({ world }: Scene, buyer: Buyer): Promise<string> {
  return aboutIntent(buyer, (id) => world.twin.happen({ at: 'warnings', payment_intent: id }));
}

/** At the till, or the end of the voucher. */
export function endVoucher(
  { world }: Scene,
  buyer: Buyer,
  act: 'pay_voucher' | 'expire_voucher',
): Promise<string> {
  return aboutIntent(buyer, (id) => world.twin.happen({ at: 'payments', payment_intent: id, act }));
}

/** The bank does what it will with the last refund of the buyer's payment. */
export async function bankAnswers(
  { world }: Scene,
  buyer: Buyer,
  act: 'provide_bank_details' | 'succeed' | 'fail',
): Promise<string> {
  const id = intentOf(buyer);
  const refund = (await world.twin.ledger()).refunds.findLast(({ payment_intent: of }) => of === id);
  if (id === undefined || refund === undefined) return 'no refund';
  return `${refund.id} ${act}: ${await world.twin.happen({ at: 'refunds', refund: refund.id, act })}`;
}

async function aboutIntent(buyer: Buyer, happen: (id: string) => Promise<string>): Promise<string> {
  const id = intentOf(buyer);
  return id === undefined ? 'no payment' : `${id}: ${await happen(id)}`;
}
