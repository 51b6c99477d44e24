import { applyPromo, cancel, confirm, hold, press, type Scene } from './buyer-acts';
import { allDelivered, allTried, begin, own, pay, payAlteredAmount, refundOutside, reserve } from './drives';
import { until } from './heal';
import type { Buyer } from './shop';
import { fairWeather } from './webhook-proxy';
import { passTime, tick } from './world';

/** Money of a wrong amount is told of three times at once, while somebody else holds a seat of the same kind. */
export async function payTheWrongAmount(scene: Scene): Promise<void> {
  const [first, second] = twoBuyers(scene);
  await reserve(scene, second);
  scene.world.webhooks.setWeather({ ...fairWeather, multiply: 1 });
  scene.world.board.arm({ point: 'db:owe_refund_commit', when: 'before', does: 'wait', ms: 80, times: 20 });
  await payAlteredAmount(scene, first);
  await allDelivered(scene);
}

/** A payment is told of three times at once, and each telling is slow to be written down. */
export async function paySeenManyTimes(scene: Scene): Promise<void> {
  const [first, second] = twoBuyers(scene);
  await reserve(scene, second);
  scene.world.webhooks.setWeather({ ...fairWeather, multiply: 1 });
  scene.world.board.arm({ point: 'db:fulfill_commit', when: 'before', does: 'wait', ms: 80, times: 20 });
  await pay(scene, first);
  await allDelivered(scene);
}

/** Everybody asks while everybody still sees a free seat. */
export async function rushForFewSeats(scene: Scene): Promise<void> {
  scene.world.board.arm({ point: 'db:reserve', when: 'before', does: 'wait', ms: 120, times: 100 });
  await Promise.all(
    scene.shop.buyers.map(async (buyer) => {
      await reserve(scene, buyer);
      await press(scene, buyer);
      await confirm(scene, buyer, 'paid');
    }),
  );
  await allDelivered(scene);
}

/** Everybody wants the code's last uses at once. */
export async function rushForTheCode(scene: Scene): Promise<void> {
  const { shop, world } = scene;
  const buyers = shop.buyers.slice(0, 8);
  for (const [index, buyer] of buyers.entries()) {
    const ticket = shop.tickets[index % shop.tickets.length] ?? '';
    await hold(scene, buyer, { ticketTypeIds: [ticket], clientKey: 'rush' });
  }
  world.board.arm({ point: 'db:use_promo_commit', when: 'before', does: 'wait', ms: 120, times: 100 });
  await Promise.all(
    buyers.map(async (buyer) => {
      await applyPromo(scene, buyer, 'YEN500');
      await press(scene, buyer);
      await confirm(scene, buyer, 'paid');
    }),
  );
}

/** One day is bought, and then the pass that holds it too. */
export async function beginTwice(scene: Scene): Promise<void> {
  const [buyer] = twoBuyers(scene);
  await own(scene, buyer);
  const [, , pass = ''] = scene.shop.tickets;
  await hold(scene, buyer, { ticketTypeIds: [pass], clientKey: 'the pass' });
  await press(scene, buyer);
  await confirm(scene, buyer, 'paid');
  await allDelivered(scene);
}

/** Two let go, by hand and by the clock, with the payment form still open; one of them pays all the same. */
export async function letGoWhilePaying(scene: Scene): Promise<void> {
  const [first, second] = twoBuyers(scene);
  await begin(scene, first);
  await cancel(scene, first);
  await begin(scene, second);
  await passTime(scene.world, 620);
  await tick(scene.world);
  await confirm(scene, second, 'paid');
  await allDelivered(scene);
}

/** A refund in the dashboard, and all is well. */
export async function refundSeen(scene: Scene): Promise<void> {
  const [buyer] = twoBuyers(scene);
  await own(scene, buyer);
  await refundOutside(scene, buyer);
  await allDelivered(scene);
}

/** Every notice of a refund comes while Stripe's API is down, and then once more. */
export async function refundWhileStripeIsDown(scene: Scene): Promise<void> {
  const { world } = scene;
  const [buyer] = twoBuyers(scene);
  await own(scene, buyer);
  await world.twin.breakNext({ path: '^/v1/payment_intents/', method: 'GET', kind: '500', count: 1000 });
  await refundOutside(scene, buyer);
  await allTried(scene);
  await world.twin.clearFaults();
}

/** A refund is noted in the inbox, the server dies, and no notice ever comes again. */
export async function refundCutOffOnce(scene: Scene): Promise<void> {
  const { world } = scene;
  const [buyer] = twoBuyers(scene);
  await own(scene, buyer);
  const crashes = world.server.crashes();
  world.board.arm({ point: 'stripe:read_intent', when: 'before', does: 'kill' });
  await refundOutside(scene, buyer);
  await until('the server is dead', () => world.server.crashes() > crashes);
  world.webhooks.setWeather({ ...fairWeather, drop: 1 });
  await world.server.ensureUp();
  await allDelivered(scene);
}

/** Stripe believes to have told of a refund, and nothing has arrived. */
export async function refundNobodyTellsOf(scene: Scene): Promise<void> {
  const [buyer] = twoBuyers(scene);
  await own(scene, buyer);
  scene.world.webhooks.setWeather({ ...fairWeather, drop: 1 });
  await refundOutside(scene, buyer);
  await allDelivered(scene);
}

function twoBuyers({ shop }: Scene): [Buyer, Buyer] {
  const [first, second] = shop.buyers;
  if (first === undefined || second === undefined) throw new Error('The shop needs two buyers.');
  return [first, second];
}
