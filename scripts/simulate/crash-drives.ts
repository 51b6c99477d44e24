import { cancel, confirm, hold } from './buyer-acts';
import type { CrashName } from './crash-points';
import { allDelivered, begin, type Drive, own, pay, payAlteredAmount, refundOutside } from './drives';
import type { TwinFault } from './stripe-twin';
import { tick } from './world';

const refundAltered: Drive = async (scene, buyer) => {
  await payAlteredAmount(scene, buyer);
  await allDelivered(scene);
  await tick(scene.world);
};

/** `then` happens with every call of that kind broken at Stripe. */
function broken(fault: TwinFault, then: Drive): Drive {
  return async (scene, buyer) => {
    await scene.world.twin.breakNext(fault);
    await then(scene, buyer);
  };
}

interface CrashDrive {
  /** Done in peace before the blow is armed. */
  readonly prepare?: Drive;
  readonly drive: Drive;
}

/** How each crash point is reached. */
export const crashDrives: Readonly<Record<CrashName, CrashDrive>> = {
  'db:reserve': {
    drive: async (scene, buyer) => {
      const [ticket = ''] = scene.shop.tickets;
      await hold(scene, buyer, { ticketTypeIds: [ticket], clientKey: 'once' });
    },
  },
  'db:begin_attempt_commit': { drive: begin },
  'stripe:create_intent': { drive: begin },
  'db:give_up': {
    drive: broken({ path: '^/v1/payment_intents$', method: 'POST', kind: '500', count: 1 }, begin),
  },
  'db:save_intent_commit': { drive: begin },
  webhook: { drive: pay },
  'db:inbox_insert': { drive: pay },
  'stripe:read_intent': { drive: pay },
  'db:inbox_error': {
    drive: broken({ path: '^/v1/payment_intents/[^/]+$', method: 'GET', kind: '500', count: 1 }, pay),
  },
  'db:note_payment_commit': {
    prepare: begin,
    drive: async (scene, buyer) => void (await confirm(scene, buyer, 'declined')),
  },
  'db:fulfill_commit': { drive: pay },
  'db:handle_event_commit': { drive: pay },
  'stripe:cancel_intent': {
    prepare: begin,
    drive: async (scene, buyer) => void (await cancel(scene, buyer)),
  },
  'db:release_commit': { prepare: begin, drive: async (scene, buyer) => void (await cancel(scene, buyer)) },
  'db:owe_refund_commit': { drive: payAlteredAmount },
  'stripe:list_refunds': { drive: refundAltered },
  'stripe:create_refund': { drive: refundAltered },
  'db:refund_mark': { drive: refundAltered },
  'db:settle_order_commit': { drive: refundAltered },
  'db:apply_refund_commit': { prepare: own, drive: refundOutside },
};
