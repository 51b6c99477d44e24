import { applyPromo, confirm, hold, press, type Scene } from './buyer-acts';
import type { PaymentPlan } from './buyer-payment';
import { refundAtDesk, refundInDashboard } from './desk-acts';
import { until } from './heal';
import { requireIntent } from './intent-of';
import type { Buyer } from './shop';
import { tick } from './world';

/** Short courses with one outcome, for what chance would take long to bring about. */
export type Drive = (scene: Scene, buyer: Buyer) => Promise<void>;

/** One after the other. */
export function inOrder(...drives: readonly Drive[]): Drive {
  return async (scene, buyer) => {
    for (const drive of drives) await drive(scene, buyer);
  };
}

export async function reserve(scene: Scene, buyer: Buyer): Promise<void> {
  const [ticket = ''] = scene.shop.tickets;
  await hold(scene, buyer, { ticketTypeIds: [ticket], clientKey: `${buyer.viewer.id} once` });
}

export async function reserveBothDays(scene: Scene, buyer: Buyer): Promise<void> {
  await hold(scene, buyer, { ticketTypeIds: scene.shop.tickets.slice(0, 2), clientKey: buyer.viewer.id });
}

export const pressButton: Drive = async (scene, buyer) => void (await press(scene, buyer));

export const begin = inOrder(reserve, pressButton);

export function payBy(plan: PaymentPlan): Drive {
  return async (scene, buyer) => void (await confirm(scene, buyer, plan));
}

export const pay = inOrder(begin, payBy('paid'));

/** Has paid, and the webhooks of that are all through. */
export const own = inOrder(pay, allDelivered);

export function useCode(code: string): Drive {
  return async (scene, buyer) => void (await applyPromo(scene, buyer, code));
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

export async function tickOnce({ world }: Scene): Promise<void> {
  await tick(world);
}

/** Someone with the secret key asks for another amount than the shop did: such money has to go back. */
export async function payAlteredAmount(scene: Scene, buyer: Buyer): Promise<void> {
  const { world } = scene;
  await begin(scene, buyer);
  const id = requireIntent(buyer);
  await world.pool.query('insert into simulate_altered values ($1)', [id]);
  await world.twin.sdk.paymentIntents.update(id, { amount: 9999 });
  await confirm(scene, buyer, 'paid');
}

export const refundOutside: Drive = async (scene, buyer) =>
  void (await refundInDashboard(scene, buyer, {}));

export const refundWhole: Drive = async (scene, buyer) =>
  void (await refundAtDesk(scene, buyer, { whole: true }));

export const refundOneLine: Drive = async (scene, buyer) =>
  void (await refundAtDesk(scene, buyer, { whole: false }));
