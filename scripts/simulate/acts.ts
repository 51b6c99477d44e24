import {
  applyPromo,
  cancel,
  confirm,
  describe,
  hold,
  leaveVoucher,
  lookAgain,
  meddle,
  press,
  removePromo,
  type Scene,
} from './buyer-acts';
import type { PaymentPlan } from './buyer-payment';
import {
  bankAnswers,
  dispute,
  endVoucher,
  payAnotherAmount,
  refundAtDesk,
  refundInDashboard,
  warnOfFraud,
} from './desk-acts';
import { forgeWebhook } from './forged-webhook';
import type { Random } from './random';
import { type Buyer, promoCodes } from './shop';
import { standInFor, type Standing } from './standing';
import { tick } from './world';

type Act = (scene: Scene, buyer: Buyer, random: Random) => Promise<string>;

const plans: readonly (readonly [PaymentPlan, number])[] = [
  ['paid', 7],
  ['declined', 2],
  ['3ds_passed', 2],
  ['3ds_failed', 1],
  ['3ds_abandoned', 1],
  ['paid_then_disputed', 1],
  ['paid_then_warned', 1],
  ['paid_refund_waits', 2],
  ['paid_refund_fails', 1],
  ['voucher', 4],
  ['paypay_accepted', 2],
  ['paypay_refused', 1],
  ['paypay_abandoned', 1],
];

/** Everything somebody can do, with how often it is done. Who lacks what it takes gets that first. */
export const acts = {
  hold: [6, (scene, buyer, random) => hold(scene, buyer, newWish(scene, buyer, random))],
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
  buy: [14, buy],
  press: [5, withOrder((scene, buyer) => press(scene, buyer))],
  double_press: [3, withOrder((scene, buyer) => both([press(scene, buyer), press(scene, buyer)]))],
  confirm: [8, withSecret((scene, buyer, random) => confirm(scene, buyer, random.weighted(plans)))],
  double_confirm: [
    2,
    withSecret((scene, buyer, random) =>
      both([
        confirm(scene, buyer, random.weighted(plans)),
        confirm(scene, buyer, random.weighted(plans)),
        lookAgain(scene, buyer),
      ]),
    ),
  ],
  five_declines: [
    1,
    withSecret(async (scene, buyer) => {
      for (let count = 0; count < 5; count += 1) await confirm(scene, buyer, 'declined');
      return confirm(scene, buyer, 'paid');
    }),
  ],
  pay_another_amount: [
    1,
    async (scene, buyer, random) => {
      await hold(scene, buyer, newWish(scene, buyer, random));
      await press(scene, buyer);
      return payAnotherAmount(scene, buyer);
    },
  ],
  look_again: [5, withOrder((scene, buyer) => lookAgain(scene, buyer))],
  cancel: [6, withOrder((scene, buyer) => cancel(scene, buyer))],
  cancel_while_paying: [
    3,
    withSecret((scene, buyer) =>
      both([cancel(scene, buyer), confirm(scene, buyer, 'paid'), press(scene, buyer)]),
    ),
  ],
  promo: [7, withOrder((scene, buyer, random) => applyPromo(scene, buyer, random.pick(promoCodes)))],
  promo_off: [2, withOrder((scene, buyer) => removePromo(scene, buyer))],
  promo_guess: [1, withOrder((scene, buyer) => applyPromo(scene, buyer, 'NO SUCH CODE'))],
  promo_while_paying: [
    2,
    withSecret((scene, buyer, random) =>
      both([applyPromo(scene, buyer, random.pick(promoCodes)), confirm(scene, buyer, 'paid')]),
    ),
  ],
  voucher_paid: [4, forOneWho('voucher', (scene, buyer) => endVoucher(scene, buyer, 'pay_voucher'))],
  voucher_runs_out: [1, forOneWho('voucher', (scene, buyer) => endVoucher(scene, buyer, 'expire_voucher'))],
  voucher_left: [2, forOneWho('voucher', (scene, buyer) => leaveVoucher(scene, buyer))],
  voucher_left_while_paying: [
    1,
    forOneWho('voucher', (scene, buyer) =>
      both([leaveVoucher(scene, buyer), endVoucher(scene, buyer, 'pay_voucher')]),
    ),
  ],
  meddle: [2, (scene, buyer, random) => meddle(scene, buyer, random.pick(scene.shop.buyers))],
  tick: [9, async ({ world }) => describe(await tick(world))],
  two_ticks: [2, ({ world }) => both([tick(world).then(describe), tick(world).then(describe)])],
  desk_refund_line: [
    4,
    forOneWho('two_tickets', (scene, buyer, random) => refundAtDesk(scene, buyer, { whole: false, random })),
  ],
  desk_refund: [3, forOneWho('paid', (scene, buyer) => refundAtDesk(scene, buyer, { whole: true }))],
  two_desks: [
    1,
    forOneWho('paid', (scene, buyer, random) =>
      both([
        refundAtDesk(scene, buyer, { whole: true }),
        refundAtDesk(scene, buyer, { whole: false, random }),
        refundInDashboard(scene, buyer, {}),
      ]),
    ),
  ],
  dashboard_refund: [2, forOneWho('paid', (scene, buyer) => refundInDashboard(scene, buyer, {}))],
  dashboard_refund_part: [
    2,
    forOneWho('paid', (scene, buyer, random) =>
      refundInDashboard(scene, buyer, { amount: 100 + random.below(2000) }),
    ),
  ],
  bank_answers: [
    3,
    forOneWho('refunded', (scene, buyer, random) =>
      bankAnswers(scene, buyer, random.pick(['provide_bank_details', 'succeed', 'fail'])),
    ),
  ],
  dispute: [2, forOneWho('paid', (scene, buyer) => dispute(scene, buyer, 'open'))],
  verdict: [
    3,
    forOneWho('disputed', (scene, buyer, random) => dispute(scene, buyer, random.pick(['win', 'lose']))),
  ],
  warn: [1, forOneWho('paid', (scene, buyer) => warnOfFraud(scene, buyer))],
  forge: [2, ({ world }, _buyer, random) => forgeWebhook(world, random)],
  edit_price: [2, editPrice],
} satisfies Readonly<Record<string, readonly [weight: number, Act]>>;

/** One page visit from the choice to the payment form and, mostly, money. */
async function buy(scene: Scene, buyer: Buyer, random: Random): Promise<string> {
  await hold(scene, buyer, newWish(scene, buyer, random));
  if (random.chance(0.2)) await applyPromo(scene, buyer, random.pick(promoCodes));
  const pressed = await press(scene, buyer);
  return `${pressed}, ${await confirm(scene, buyer, random.weighted(plans))}`;
}

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

/** Done for somebody whose order stands like that, if there is one. */
function forOneWho(standing: Standing, next: Act): Act {
  return async (scene, buyer, random) =>
    next(scene, await standInFor(scene, { buyer, standing, random }), random);
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
  return { ticketTypeIds: random.pick([[day1], [day2], [day1, day2], [day1, day2], [pass], [day1, pass]]) };
}

function newWish(scene: Scene, buyer: Buyer, random: Random) {
  buyer.clientKey = `${buyer.name} ${random.below(1_000_000_000)}`;
  return { ...wish(scene, random), clientKey: buyer.clientKey };
}

async function editPrice({ world, shop }: Scene, _buyer: Buyer, random: Random): Promise<string> {
  const price = 2000 + random.below(40) * 100;
  await world.pool.query('update ticket_types set price_minor = $1 where id = $2', [
    price,
    random.pick(shop.tickets),
  ]);
  return String(price);
}
