import Stripe from 'stripe';
import { cancel, confirm, describe, hold, lookAgain, meddle, press, type Scene } from './buyer-acts';
import type { CardPlan } from './card-payment';
import { forgeWebhook } from './forged-webhook';
import type { Random } from './random';
import type { Buyer } from './shop';
import { tick } from './world';

type Act = (scene: Scene, buyer: Buyer, random: Random) => Promise<string>;

const cards: readonly (readonly [CardPlan, number])[] = [
  ['paid', 6],
  ['declined', 2],
  ['3ds_passed', 2],
  ['3ds_failed', 1],
  ['3ds_abandoned', 1],
];

/** Everything somebody can do, with how often it is done. Who lacks what it takes gets that first. */
export const acts = {
  hold: [8, (scene, buyer, random) => hold(scene, buyer, newWish(scene, buyer, random))],
  hold_again: [
    3,
    (scene, buyer, random) => hold(scene, buyer, { ...wish(scene, random), clientKey: buyer.clientKey }),
  ],
  two_tabs: [
    3,
    (scene, buyer, random) =>
      both([
        hold(scene, buyer, newWish(scene, buyer, random)),
        hold(scene, buyer, newWish(scene, buyer, random)),
      ]),
  ],
  buy: [
    12,
    async (scene, buyer, random) => {
      await hold(scene, buyer, newWish(scene, buyer, random));
      await press(scene, buyer);
      return confirm(scene, buyer, random.weighted(cards));
    },
  ],
  press: [6, withOrder((scene, buyer) => press(scene, buyer))],
  double_press: [4, withOrder((scene, buyer) => both([press(scene, buyer), press(scene, buyer)]))],
  confirm: [8, withSecret((scene, buyer, random) => confirm(scene, buyer, random.weighted(cards)))],
  double_confirm: [
    3,
    withSecret((scene, buyer, random) =>
      both([
        confirm(scene, buyer, random.weighted(cards)),
        confirm(scene, buyer, random.weighted(cards)),
        lookAgain(scene, buyer),
      ]),
    ),
  ],
  look_again: [6, withOrder((scene, buyer) => lookAgain(scene, buyer))],
  cancel: [8, withOrder((scene, buyer) => cancel(scene, buyer))],
  cancel_while_paying: [
    4,
    withSecret((scene, buyer) =>
      both([cancel(scene, buyer), confirm(scene, buyer, 'paid'), press(scene, buyer)]),
    ),
  ],
  meddle: [2, (scene, buyer, random) => meddle(scene, buyer, random.pick(scene.shop.buyers))],
  tick: [7, async ({ world }) => describe(await tick(world))],
  two_ticks: [2, ({ world }) => both([tick(world).then(describe), tick(world).then(describe)])],
  dashboard_refund: [4, withSecret(refundInDashboard)],
  forge: [2, ({ world }, _buyer, random) => forgeWebhook(world, random)],
  edit_price: [1, editPrice],
} satisfies Readonly<Record<string, readonly [weight: number, Act]>>;

function withOrder(next: Act): Act {
  return async (scene, buyer, random) => {
    if (buyer.orderId === undefined) await hold(scene, buyer, newWish(scene, buyer, random));
    return next(scene, buyer, random);
  };
}

function withSecret(next: Act): Act {
  return withOrder(async (scene, buyer, random) => {
    if (buyer.clientSecret === undefined) await press(scene, buyer);
    return next(scene, buyer, random);
  });
}

export type ActName = keyof typeof acts;

export function perform(
  name: ActName,
  given: { scene: Scene; buyer: Buyer; random: Random },
): Promise<string> {
  const [, act] = acts[name];
  return act(given.scene, given.buyer, given.random);
}

async function both(steps: readonly Promise<string>[]): Promise<string> {
  return (await Promise.all(steps)).join(' | ');
}

function wish({ shop }: Scene, random: Random): { ticketTypeIds: readonly string[] } {
  const [day1 = '', day2 = '', pass = ''] = shop.tickets;
  return { ticketTypeIds: random.pick([[day1], [day2], [day1, day2], [pass], [pass], [day1, pass]]) };
}

function newWish(scene: Scene, buyer: Buyer, random: Random) {
  buyer.clientKey = `${buyer.name} ${random.below(1_000_000_000)}`;
  return { ...wish(scene, random), clientKey: buyer.clientKey };
}

/** Someone gives the buyer's money back without telling the shop. */
async function refundInDashboard({ world }: Scene, { clientSecret }: Buyer): Promise<string> {
  if (clientSecret === undefined) return 'no payment';
  try {
    const refund = await world.twin.sdk.refunds.create({
      payment_intent: clientSecret.slice(0, clientSecret.indexOf('_secret_')),
    });
    return `${refund.id} ${refund.amount}`;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error.code ?? error.message;
    throw error;
  }
}

async function editPrice({ world, shop }: Scene, _buyer: Buyer, random: Random): Promise<string> {
  const price = 2000 + random.below(40) * 100;
  await world.pool.query('update ticket_types set price_minor = $1 where id = $2', [
    price,
    random.pick(shop.tickets),
  ]);
  return String(price);
}
