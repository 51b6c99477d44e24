import { confirm, hold, press, type Scene } from './buyer-acts';
import { until } from './heal';
import type { Buyer } from './shop';

/** Short courses with one outcome, for what chance would take long to bring about. */
export type Drive = (scene: Scene, buyer: Buyer) => Promise<void>;

export async function begin(scene: Scene, buyer: Buyer): Promise<void> {
  const [ticket = ''] = scene.shop.tickets;
  await hold(scene, buyer, { ticketTypeIds: [ticket], clientKey: `${buyer.viewer.id} once` });
  await press(scene, buyer);
}

export async function pay(scene: Scene, buyer: Buyer): Promise<void> {
  await begin(scene, buyer);
  await confirm(scene, buyer, 'paid');
}

/** Has paid, and the webhooks of that are all through. */
export async function own(scene: Scene, buyer: Buyer): Promise<void> {
  await pay(scene, buyer);
  await allDelivered(scene);
}

/** Every event so far was accepted by somebody. */
export async function allDelivered({ world }: Scene): Promise<void> {
  const { events } = await world.twin.ledger();
  await until('all events are delivered', () => events.every(({ id }) => world.webhooks.accepted.has(id)));
}

/** Every event so far was tried once. */
export async function allTried({ world }: Scene): Promise<void> {
  const { events } = await world.twin.ledger();
  await until('all events are tried', () => events.every(({ id }) => world.webhooks.tried.has(id)));
}

/** Someone with the secret key asks for another amount than the shop did: such money has to go back. */
export async function payAlteredAmount(scene: Scene, buyer: Buyer): Promise<void> {
  const { world } = scene;
  await begin(scene, buyer);
  const id = intentOf(buyer);
  await world.pool.query('insert into simulate_altered values ($1)', [id]);
  await world.twin.sdk.paymentIntents.update(id, { amount: 9999 });
  await confirm(scene, buyer, 'paid');
}

export async function refundOutside({ world }: Scene, buyer: Buyer): Promise<void> {
  await world.twin.sdk.refunds.create({ payment_intent: intentOf(buyer) });
}

export function intentOf({ clientSecret, name }: Buyer): string {
  if (clientSecret === undefined) throw new Error(`${name} has no payment.`);
  return clientSecret.slice(0, clientSecret.indexOf('_secret_'));
}
