import { dispute } from './desk-acts';
import type { Drive } from './drives';
import type { MailFault } from './mailbox';
import { openShop } from './shop';
import type { TwinFault } from './stripe-twin';
import { passTime } from './world';

/** `then` happens with the next calls of that kind broken at Stripe. */
export function broken(fault: TwinFault, then: Drive): Drive {
  return async (scene, buyer) => {
    await scene.world.twin.breakNext(fault);
    await then(scene, buyer);
  };
}

/** The mail server does this to all that comes now. */
export function mailServer(kind: MailFault): Drive {
  return async ({ world }) => world.mailbox.breakNext(kind, 100);
}

/** So many have pressed that the next one has to wait for a turn. */
export const manyBefore: Drive = async ({ world }) => {
  await world.pool.query(
    `insert into pace_queues (name, next_turn_at) values ('payments', $1)
     on conflict (name) do update set next_turn_at = excluded.next_turn_at`,
    [new Date(Date.now() + (world.offsetSeconds + 20) * 1000)],
  );
};

export function letPass(seconds: number): Drive {
  return ({ world }) => passTime(world, seconds);
}

export const complain: Drive = async (scene, buyer) => void (await dispute(scene, buyer, 'open'));

/** Money comes in on a PaymentIntent that names an order of another database. */
export const payToNobody: Drive = async (scene) => {
  const { sdk } = scene.world.twin;
  await sdk.paymentIntents.create({
    amount: 5000,
    currency: 'jpy',
    metadata: { order_id: 'ord_of_another_shop' },
    confirm: true,
    payment_method: 'pm_card_visa',
    return_url: 'http://localhost:3000/orders',
  });
};

/** An event about nothing of ours. */
export const tellOfCustomer: Drive = async (scene) => {
  await scene.world.twin.sdk.customers.create({ email: 'somebody@example.jp' });
};

/** For what would end the sale for all others. */
export function inShopOfItsOwn(then: Drive): Drive {
  return async ({ world }) => {
    const shop = await openShop(world, { buyers: 1, seats: [5, 5, 5] });
    for (const buyer of shop.buyers) await then({ world, shop }, buyer);
  };
}
