import { z } from 'zod';
import { payWith, type PaymentPlan } from './buyer-payment';
import type { Buyer, Shop } from './shop';
import { act, type Outcome, type World } from './world';

export interface Scene {
  readonly world: World;
  readonly shop: Shop;
}

const held = z.union([
  z.object({ ok: z.literal(true), orderId: z.string() }),
  z.object({ ok: z.literal(false), reason: z.string() }),
]);
const pressed = z.union([
  z.object({
    ok: z.literal(true),
    step: z.object({ next: z.enum(['confirm', 'wait', 'settled']), clientSecret: z.string().optional() }),
  }),
  z.object({ ok: z.literal(false), reason: z.string() }),
]);

interface Wish {
  readonly ticketTypeIds: readonly string[];
  /** A page view of its own has a key of its own; the same key again is the same press. */
  readonly clientKey: string;
}

/** Asks for seats; the buyer's page remembers the order it gets. */
export async function hold({ world, shop }: Scene, buyer: Buyer, wish: Wish): Promise<string> {
  const outcome = await act(world, 'hold', {
    viewer: buyer.viewer,
    ask: { eventSlug: shop.slug, contactEmail: buyer.viewer.email, locale: 'ja', ...wish },
  });
  const result = held.safeParse(bodyOf(outcome)).data;
  if (result === undefined) return describe(outcome);
  if (!result.ok) return `refused: ${result.reason}`;
  if (buyer.orderId !== result.orderId) buyer.clientSecret = undefined;
  buyer.orderId = result.orderId;
  return result.orderId;
}

/** Presses the button: the page gets the secret to pay with. */
export async function press({ world }: Scene, buyer: Buyer): Promise<string> {
  if (buyer.orderId === undefined) return 'no order';
  const outcome = await act(world, 'pay', { viewer: buyer.viewer, ask: { orderId: buyer.orderId } });
  const result = pressed.safeParse(bodyOf(outcome)).data;
  if (result === undefined) return describe(outcome);
  if (!result.ok) return `refused: ${result.reason}`;
  const { next, clientSecret } = result.step;
  if (clientSecret !== undefined) buyer.clientSecret = clientSecret;
  return next;
}

/** The page pays with the secret it has, whatever became of the order meanwhile. */
export async function confirm({ world }: Scene, buyer: Buyer, plan: PaymentPlan): Promise<string> {
  if (buyer.clientSecret === undefined) return 'no secret';
  return payWith(world.twin, { clientSecret: buyer.clientSecret, plan });
}

export function cancel(scene: Scene, buyer: Buyer): Promise<string> {
  return actOnOrder(scene, buyer, { act: 'cancel' });
}

/** The return page looks after its order. */
export function lookAgain(scene: Scene, buyer: Buyer): Promise<string> {
  return actOnOrder(scene, buyer, { act: 'sync' });
}

export function applyPromo(scene: Scene, buyer: Buyer, code: string): Promise<string> {
  return actOnOrder(scene, buyer, { act: 'apply_promo', code });
}

export function removePromo(scene: Scene, buyer: Buyer): Promise<string> {
  return actOnOrder(scene, buyer, { act: 'remove_promo' });
}

/** The buyer wants to pay in another way after all. */
export function leaveVoucher(scene: Scene, buyer: Buyer): Promise<string> {
  return actOnOrder(scene, buyer, { act: 'leave_voucher' });
}

async function actOnOrder(
  { world }: Scene,
  { orderId, viewer }: Buyer,
  { act: name, ...more }: { act: string; code?: string },
): Promise<string> {
  if (orderId === undefined) return 'no order';
  return describe(await act(world, name, { viewer, ask: { orderId, ...more } }));
}

const buyersActs = ['pay', 'cancel', 'sync', 'apply_promo', 'remove_promo', 'leave_voucher'];

/** Tries another's order in each way; only `not_found` will do. */
export async function meddle({ world }: Scene, buyer: Buyer, victim: Buyer): Promise<string> {
  if (victim.orderId === undefined || victim === buyer) return 'no order';
  const outcomes: string[] = [];
  for (const name of buyersActs) {
    const ask = { orderId: victim.orderId, code: 'TENTH' };
    const outcome = await act(world, name, { viewer: buyer.viewer, ask });
    outcomes.push(describe(outcome));
    if (outcome.kind === 'answer' && outcome.status < 400)
      world.violations.push({
        property: 'P12',
        says: 'nobody acts on the order of another',
        breach: `${name} was answered ${outcome.status}`,
      });
  }
  return outcomes.join('; ');
}

export function describe(outcome: Outcome): string {
  return outcome.kind === 'lost' ? 'lost' : `${outcome.status} ${JSON.stringify(outcome.body).slice(0, 160)}`;
}

function bodyOf(outcome: Outcome): unknown {
  return outcome.kind === 'answer' ? outcome.body : undefined;
}
