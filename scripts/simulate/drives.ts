import { applyPromo, confirm, hold, press, type Scene } from './buyer-acts';
import type { PaymentPlan } from './buyer-payment';
import { payAnotherAmount, refundAtDesk, refundInDashboard } from './desk-acts';
import { deliverAll, until } from './heal';
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

export function withCode(code: string): Drive {
  return async (scene, buyer) => void (await applyPromo(scene, buyer, code));
}

/** Every event so far was accepted by somebody. */
export function allDelivered({ world }: Scene): Promise<void> {
  return deliverAll(world);
}

/** Every event so far was tried once. */
export async function allTried({ world }: Scene): Promise<void> {
  const { events } = await world.twin.ledger();
  await until('all events are tried', () => events.every(({ id }) => world.webhooks.tried.has(id)));
}

export async function tickOnce({ world }: Scene): Promise<void> {
  await tick(world);
}

export const payAlteredAmount = inOrder(begin, async (scene, buyer) => {
  await payAnotherAmount(scene, buyer);
});

export const refundOutside: Drive = async (scene, buyer) => void (await refundInDashboard(scene, buyer, {}));

export const refundWhole: Drive = async (scene, buyer) =>
  void (await refundAtDesk(scene, buyer, { whole: true }));

export const refundOneLine: Drive = async (scene, buyer) =>
  void (await refundAtDesk(scene, buyer, { whole: false }));
