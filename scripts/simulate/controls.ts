import type { Patch } from './bundle';
import { cancel, confirm, hold, press, type Scene } from './buyer-acts';
import { allDelivered, allTried, begin, own, refundOutside } from './drives';
import { until } from './heal';
import type { Buyer } from './shop';
import { passTime, tick } from './world';
import { fairWeather } from './webhook-proxy';

/** One safeguard taken out of a copy of the product, and a course in which that must show. */
export interface Control {
  readonly name: string;
  readonly patch: Patch;
  /** Constraints that stand behind the safeguard, taken out of the copy's database. */
  readonly loosen?: string;
  readonly drive: (scene: Scene) => Promise<void>;
  /** The property that goes red without the safeguard. */
  readonly breaks: string;
}

export const controls: readonly Control[] = [
  {
    name: 'no-lock-in-sync',
    patch: {
      file: 'lib/sales/known-payment.ts',
      find: 'where payment_intent_id = ${paymentIntentId}) for update`',
      replace: 'where payment_intent_id = ${paymentIntentId})`',
    },
    drive: refundSeenManyTimes,
    breaks: 'P4',
  },
  {
    name: 'no-seat-guard',
    patch: { file: 'lib/sales/reserve-seats.ts', find: 'min(seats_left) > 0 and ', replace: '' },
    loosen: 'alter table ticket_types drop constraint ticket_types_never_oversold',
    drive: rushForFewSeats,
    breaks: 'P3',
  },
  {
    name: 'no-cancel-before-release',
    patch: {
      file: 'lib/sales/cancel-hold.ts',
      find: 'const outcome = await cancelPaymentIntent(paymentIntentId);',
      replace: 'const outcome: string = await Promise.resolve("canceled");',
    },
    drive: letGoWhilePaying,
    breaks: 'P5',
  },
  {
    name: 'inbox-handled-before-the-work',
    patch: {
      file: 'lib/sales/receive-stripe-event.ts',
      find: '  try {\n    if (event.paymentIntentId === null)',
      replace: '  await markHandled(db, eventId, now);\n  try {\n    if (event.paymentIntentId === null)',
    },
    drive: refundWhileStripeIsDown,
    breaks: 'P1',
  },
  {
    name: 'no-reconciler',
    patch: {
      file: 'lib/jobs/run-jobs.ts',
      find: '() => reconcile(db, now)',
      replace: '() => Promise.resolve(0)',
    },
    drive: refundCutOffOnce,
    breaks: 'P1',
  },
];

/** A refund is told of six times at once, and each telling is slow to be written down. */
async function refundSeenManyTimes(scene: Scene): Promise<void> {
  const [first, second] = twoBuyers(scene);
  await own(scene, first);
  await own(scene, second);
  scene.world.webhooks.setWeather({ ...fairWeather, multiply: 1 });
  scene.world.board.arm({ point: 'db:apply_refund_commit', when: 'before', does: 'wait', ms: 80, times: 20 });
  await refundOutside(scene, first);
  await allDelivered(scene);
}

/** Everybody asks while everybody still sees a free seat. */
async function rushForFewSeats(scene: Scene): Promise<void> {
  scene.world.board.arm({ point: 'db:reserve', when: 'before', does: 'wait', ms: 120, times: 100 });
  await Promise.all(
    scene.shop.buyers.map(async (buyer) => {
      const [ticket = ''] = scene.shop.tickets;
      await hold(scene, buyer, { ticketTypeIds: [ticket], clientKey: 'rush' });
      await press(scene, buyer);
      await confirm(scene, buyer, 'paid');
    }),
  );
  await allDelivered(scene);
}

/** Two let go, by hand and by the clock, with the payment form still open; one of them pays all the same. */
async function letGoWhilePaying(scene: Scene): Promise<void> {
  const [first, second] = twoBuyers(scene);
  await begin(scene, first);
  await cancel(scene, first);
  await begin(scene, second);
  await passTime(scene.world, 620);
  await tick(scene.world);
  await confirm(scene, second, 'paid');
  await allDelivered(scene);
}

/** Every notice of a refund comes while Stripe's API is down, and then once more. */
async function refundWhileStripeIsDown(scene: Scene): Promise<void> {
  const { world } = scene;
  const [buyer] = twoBuyers(scene);
  await own(scene, buyer);
  await world.twin.breakNext({ path: '^/v1/payment_intents/', method: 'GET', kind: '500', count: 1000 });
  await refundOutside(scene, buyer);
  await allTried(scene);
  await world.twin.clearFaults();
}

/** A refund is noted in the inbox, the server dies, and no notice ever comes again. */
async function refundCutOffOnce(scene: Scene): Promise<void> {
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

function twoBuyers({ shop }: Scene): [Buyer, Buyer] {
  const [first, second] = shop.buyers;
  if (first === undefined || second === undefined) throw new Error('The shop needs two buyers.');
  return [first, second];
}
